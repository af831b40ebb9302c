package dev.covet.optimizer.features.cache.relay;

import dev.covet.optimizer.engine.change.ChangeFeed;
import dev.covet.optimizer.engine.change.Moment;
import dev.covet.optimizer.engine.change.Witness;
import java.sql.SQLException;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Says that all is told which anybody could see a moment ago, which costs a round trip. One thread asks for all that wait; who
 * comes while it asks waits for the next.
 */
final class Freshness implements AutoCloseable {
    private static final long LOOKS_AGAIN = TimeUnit.MICROSECONDS.toNanos(20);
    private static final long IDLE = TimeUnit.SECONDS.toNanos(30);
    private static final int WEIGHT = 8;

    private final ChangeFeed feed;
    private final Witness witness;
    private final LongSupplier clock;
    private final String origin;
    private final long opened;
    private final ReentrantLock asking = new ReentrantLock();
    private final AtomicInteger looking = new AtomicInteger();
    private volatile @Nullable Asked last;
    private volatile boolean broken;
    private volatile long usual;

    private record Asked(long when, boolean told) {}

    /**
     * Of a feed that is open.
     *
     * @param origin of all its moments
     */
    Freshness(ChangeFeed feed, LongSupplier clock, String origin) throws SQLException {
        this.feed = feed;
        this.clock = clock;
        this.origin = origin;
        this.opened = clock.getAsLong();
        this.witness = feed.witness();
    }

    /** Whether it has failed, and another one is needed. */
    boolean isBroken() {
        return broken;
    }

    /** Whether nobody has asked for long. */
    boolean isIdle() {
        Asked known = last;
        return clock.getAsLong() - (known == null ? opened : known.when()) > IDLE;
    }

    /** Whether somebody waits until the feed has got there. */
    boolean isWaited() {
        return looking.get() > 0;
    }

    /** About how many wait until another has asked. */
    int waiting() {
        return asking.getQueueLength();
    }

    /** The nanoseconds that it takes mostly; 0 if nobody knows. */
    long usual() {
        return usual;
    }

    /**
     * A time since the given one of which all is told; empty if that cannot be said in time.
     *
     * @param most nanoseconds to wait
     */
    OptionalLong since(long start, long most) {
        long until = clock.getAsLong() + most;
        try {
            if (!asking.tryLock(most, TimeUnit.NANOSECONDS)) {
                return OptionalLong.empty();
            }
        } catch (InterruptedException interrupted) {
            // The driver is to see it.
            Thread.currentThread().interrupt();
            return OptionalLong.empty();
        }
        try {
            Asked known = last;
            if (known == null || known.when() - start < 0) {
                known = broken ? null : ask(until);
                last = known;
            }
            return known != null && known.told() ? OptionalLong.of(known.when()) : OptionalLong.empty();
        } finally {
            asking.unlock();
        }
    }

    private Asked ask(long until) {
        long now = clock.getAsLong();
        looking.incrementAndGet();
        try {
            Moment moment = witness.moment();
            boolean told = moment.origin().equals(origin) && isReached(moment, until);
            long before = usual;
            usual = before + (clock.getAsLong() - now - before) / (before == 0 ? 1 : WEIGHT);
            return new Asked(now, told);
        } catch (SQLException lost) {
            broken = true;
            return new Asked(now, false);
        } finally {
            looking.decrementAndGet();
        }
    }

    private boolean isReached(Moment moment, long until) {
        while (!feed.reached(moment)) {
            if (clock.getAsLong() - until >= 0 || Thread.currentThread().isInterrupted()) {
                return false;
            }
            LockSupport.parkNanos(LOOKS_AGAIN);
        }
        return true;
    }

    @Override
    public void close() {
        broken = true;
        witness.close();
    }
}
