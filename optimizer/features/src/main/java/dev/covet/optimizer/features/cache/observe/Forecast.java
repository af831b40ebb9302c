package dev.covet.optimizer.features.cache.observe;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** What keeping the answers of one query would save. */
public final class Forecast {
    private static final long WORTH = TimeUnit.SECONDS.toNanos(1);
    private static final long FEWEST = 100;

    private final AtomicLong asked = new AtomicLong();
    private final AtomicLong repeated = new AtomicLong();
    private final AtomicLong saved = new AtomicLong();
    private final AtomicBoolean said = new AtomicBoolean();

    /** Returns whether it is to be said now that it would pay: once, when every other execution would be answered. */
    boolean asked(boolean again, long nanos) {
        long all = asked.incrementAndGet();
        if (!again) {
            return false;
        }
        long hits = repeated.incrementAndGet();
        long sum = saved.addAndGet(nanos);
        return sum > WORTH && all >= FEWEST && hits * 2 > all && said.compareAndSet(false, true);
    }

    public long asked() {
        return asked.get();
    }

    /** How many of them could have been answered. */
    public long repeated() {
        return repeated.get();
    }

    /** What the database took for those. */
    public long savedNanos() {
        return saved.get();
    }
}
