package dev.covet.optimizer.features.cache.store;

import dev.covet.optimizer.engine.Rows;
import java.util.concurrent.atomic.AtomicLong;

/**
 * An answer of the database and what it stands on.
 *
 * @param number that no other entry has, from 1
 * @param versions of its tables, from before it was asked for
 * @param epoch in which it was asked for: another one has begun when something may have been missed
 * @param sent when it was asked for: it shows all that anybody could see then
 * @param answered a time at which it was there: it shows nothing that nobody could see then. Not the sum of the others, as
 *     looking elsewhere takes time, and another JVM may have asked the database
 * @param nanos that the database took
 */
public record Entry(long number, Rows rows, Versions versions, Object epoch, long sent, long answered, long nanos) {
    private static final AtomicLong LAST = new AtomicLong();

    public static Entry of(Rows rows, Versions versions, Object epoch, long sent, long answered, long nanos) {
        return new Entry(LAST.incrementAndGet(), rows, versions, epoch, sent, answered, nanos);
    }

    /**
     * Whether it is older than this, give or take up to a tenth less: what was asked for at once is not asked for again at once.
     *
     * @param now by the clock of the engine
     */
    public boolean isOlderThan(long nanos, long now) {
        long part = (number * 0x9E3779B97F4A7C15L) >>> 54;
        return now - sent > nanos - ((nanos / 10 * part) >> 10);
    }

    /** The heap it takes, by estimate. */
    long bytes() {
        return 96 + rows.bytes();
    }
}
