package dev.covet.optimizer.features.cache.store;

import dev.covet.optimizer.engine.Rows;
import java.util.concurrent.atomic.AtomicLong;

/**
 * An answer of the database and what it stands on.
 *
 * @param number that no other entry has, from 1
 * @param versions of its tables, from before it was asked for
 * @param epoch in which it was asked for: another one has begun when something may have been missed
 * @param sent when it was asked for
 * @param nanos that the database took
 */
public record Entry(long number, Rows rows, Versions versions, Object epoch, long sent, long nanos) {
    private static final AtomicLong LAST = new AtomicLong();

    public static Entry of(Rows rows, Versions versions, Object epoch, long sent, long nanos) {
        return new Entry(LAST.incrementAndGet(), rows, versions, epoch, sent, nanos);
    }

    /** The heap it takes, by estimate. */
    long bytes() {
        return 96 + rows.bytes();
    }
}
