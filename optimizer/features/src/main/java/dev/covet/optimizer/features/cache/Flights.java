package dev.covet.optimizer.features.cache;

import dev.covet.optimizer.engine.Cancellation;
import dev.covet.optimizer.engine.Verdict;
import dev.covet.optimizer.features.cache.store.CacheKey;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Queries under way whose answers are to be kept: who wants the same waits for the answer, instead of asking, too. */
final class Flights {
    /** Of a thousand who begin to wait at once, the one that asks may have to wait for a processor. */
    private static final long SHORTEST = TimeUnit.MILLISECONDS.toNanos(200);

    private static final long LONGEST = TimeUnit.SECONDS.toNanos(5);
    private static final long UNKNOWN = TimeUnit.SECONDS.toNanos(1);
    private static final long LOOKS_AGAIN = TimeUnit.MILLISECONDS.toNanos(5);

    /** Nothing runs that would have to be told. */
    static final Cancellation.StandIn NOTHING = () -> {};

    private final ConcurrentMap<CacheKey, CountDownLatch> flights = new ConcurrentHashMap<>();

    /** The one under way; null if this is the first, who has to land. */
    @Nullable CountDownLatch join(CacheKey key) {
        return flights.putIfAbsent(key, new CountDownLatch(1));
    }

    /** What the first does until the query is sent. If that fails, nobody waits for it. */
    Verdict leading(CacheKey key, Supplier<Verdict> step) {
        boolean done = false;
        try {
            Verdict verdict = step.get();
            done = true;
            return verdict;
        } finally {
            if (!done) {
                land(key);
            }
        }
    }

    /**
     * Waits for the end of another's. Returns whether the application has cancelled its own statement meanwhile.
     *
     * @param usual nanoseconds that the query took before; 0 if nobody knows
     * @param most nanoseconds that it may wait
     */
    boolean await(CacheKey key, CountDownLatch other, long usual, long most, Cancellation cancellation) {
        long usually = usual == 0 ? UNKNOWN : Math.max(SHORTEST, Math.min(2 * usual, LONGEST));
        long wait = Math.min(usually, most);
        cancellation.passTo(NOTHING);
        try {
            if (!landed(other, System.nanoTime() + wait, cancellation) && !cancellation.wanted() && wait == usually) {
                // Perhaps nobody lands it any more.
                flights.remove(key, other);
            }
        } catch (InterruptedException interrupted) {
            // The driver is to see it.
            Thread.currentThread().interrupt();
        } finally {
            cancellation.passTo(null);
        }
        return cancellation.wanted();
    }

    /** Whoever cancels a statement does not wake others who wait for the same, so this looks again and again. */
    private static boolean landed(CountDownLatch other, long until, Cancellation cancellation)
            throws InterruptedException {
        boolean landed = false;
        for (long left = until - System.nanoTime(); left > 0 && !landed && !cancellation.wanted(); ) {
            landed = other.await(Math.min(left, LOOKS_AGAIN), TimeUnit.NANOSECONDS);
            left = until - System.nanoTime();
        }
        return landed;
    }

    /** It is over, whatever came of it. */
    void land(CacheKey key) {
        CountDownLatch mine = flights.remove(key);
        if (mine != null) {
            mine.countDown();
        }
    }
}
