package dev.covet.optimizer.features.cache;

import dev.covet.optimizer.engine.Cancellation;
import dev.covet.optimizer.engine.Rows;
import dev.covet.optimizer.engine.Verdict;
import dev.covet.optimizer.features.cache.store.CacheKey;
import dev.covet.optimizer.features.cache.store.Entry;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Queries under way that others want, too: they wait for the answer, instead of asking. */
final class Flights {
    /** How many flights somebody waits for: who comes after the first was sent is answered by the second. */
    static final int MOST = 2;

    /** Of a thousand who begin to wait at once, the one that asks may have to wait for a processor. */
    private static final long SHORTEST = TimeUnit.MILLISECONDS.toNanos(500);

    private static final long LONGEST = TimeUnit.SECONDS.toNanos(5);
    private static final long UNKNOWN = TimeUnit.SECONDS.toNanos(1);

    /** Nothing runs that would have to be told. */
    static final Cancellation.StandIn NOTHING = () -> {};

    private final ConcurrentMap<CacheKey, Flight> flights = new ConcurrentHashMap<>();

    /**
     * What the database has answered.
     *
     * @param epoch in which it was asked for
     * @param number of the entry as which it is kept; 0 if it is not
     * @param sent a time before it was asked for
     * @param answered when it was there
     * @param nanos that the database took
     */
    record Landing(Rows rows, Object epoch, long number, long sent, long answered, long nanos) {
        static Landing of(Entry entry) {
            return new Landing(
                    entry.rows(), entry.epoch(), entry.number(), entry.sent(), entry.answered(), entry.nanos());
        }
    }

    /** One query under way. */
    static final class Flight {
        private static final int WOKEN = 2;

        private final CacheKey key;
        private final Queue<Thread> waiting = new ConcurrentLinkedQueue<>();
        private volatile @Nullable Landing landing;
        private volatile boolean landed;
        private volatile boolean vain;
        private final AtomicReference<@Nullable Flight> next = new AtomicReference<>();

        Flight(CacheKey key) {
            this.key = key;
        }

        /** What came of it; null before, and if there is nothing that others may have. */
        @Nullable Landing landing() {
            return landing;
        }

        /** Whether its answer, and so that of the next one, too, is none that others may have. */
        boolean isVain() {
            return vain;
        }

        /** Whether it has landed before this time or until somebody is cancelled. */
        private boolean isOver(long until, Cancellation cancellation) throws InterruptedException {
            Thread self = Thread.currentThread();
            waiting.add(self);
            try {
                for (long left = until - System.nanoTime(); left > 0 && !landed && !cancellation.wanted(); ) {
                    LockSupport.parkNanos(this, left);
                    if (Thread.interrupted()) {
                        throw new InterruptedException();
                    }
                    left = until - System.nanoTime();
                }
            } finally {
                if (!landed) {
                    waiting.remove(self);
                }
                // Also who has given up may have been chosen to wake others.
                wakeSome();
            }
            return landed;
        }

        /** Each wakes two more: who has asked would be busy with a thousand. */
        private void wakeSome() {
            for (int i = 0; i < WOKEN && landed; i++) {
                LockSupport.unpark(waiting.poll());
            }
        }
    }

    /** The one under way; null if there is none but this one now, which the caller has to land. */
    @Nullable Flight join(Flight mine) {
        return flights.putIfAbsent(mine.key, mine);
    }

    /**
     * The next one after one that was waited for, for all who have; it may have landed. Null if there is none but this one now, which the
     * caller has to land. It was sent after all of them began to wait.
     */
    @Nullable Flight join(Flight before, Flight mine) {
        Flight known = before.next.get();
        if (known != null) {
            return known;
        }
        Flight other = join(mine);
        if (before.next.compareAndSet(null, other == null ? mine : other)) {
            return other;
        }
        if (other == null) {
            land(mine, null);
        }
        return before.next.get();
    }

    /** What the first does until the query is sent. If that fails, nobody waits for it. */
    Verdict leading(Flight mine, Supplier<Verdict> step) {
        boolean done = false;
        try {
            Verdict verdict = step.get();
            done = true;
            return verdict;
        } finally {
            if (!done) {
                land(mine, null);
            }
        }
    }

    /**
     * Waits for the end of another's. Returns whether the application has cancelled its own statement meanwhile.
     *
     * @param usual nanoseconds that the query took before; 0 if nobody knows
     * @param most nanoseconds that the application allows
     */
    boolean await(Flight other, long usual, long most, Cancellation cancellation) {
        long usually = usual == 0 ? UNKNOWN : Math.max(SHORTEST, Math.min(2 * usual, LONGEST));
        Thread self = Thread.currentThread();
        cancellation.passTo(() -> LockSupport.unpark(self));
        try {
            boolean over = other.isOver(System.nanoTime() + Math.min(usually, most), cancellation);
            if (!over && usually <= most && !cancellation.wanted()) {
                // Perhaps nobody lands it any more.
                flights.remove(other.key, other);
            }
        } catch (InterruptedException interrupted) {
            // The driver is to see it.
            self.interrupt();
        } finally {
            cancellation.passTo(null);
        }
        return cancellation.wanted();
    }

    /** It is over, and those who have waited are to ask on their own. */
    void landInVain(Flight mine) {
        mine.vain = true;
        land(mine, null);
    }

    /**
     * It is over. Nothing happens if it was before.
     *
     * @param answer null if there is none for others
     */
    void land(Flight mine, @Nullable Landing answer) {
        if (!mine.landed) {
            flights.remove(mine.key, mine);
            mine.landing = answer;
            mine.landed = true;
            mine.wakeSome();
        }
    }
}
