package dev.covet.instrumentation.pools;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** What is known of one entry of a pool from one borrowing to the next. */
final class Lending {
    private static final long NOT_LENT = Long.MIN_VALUE;

    private final AtomicLong since = new AtomicLong(NOT_LENT);
    private volatile @Nullable MeteredPool pool;
    private volatile long createNanos = -1;

    /** Opening it took this long; whose it is may not be known yet. */
    void created(long nanos) {
        createNanos = nanos;
    }

    /** Belongs to this pool from now on. Returns whether that is news. */
    boolean belongsTo(MeteredPool owner) {
        if (pool == owner) {
            return false;
        }
        pool = owner;
        if (createNanos >= 0) {
            owner.created(createNanos);
            createNanos = -1;
        }
        return true;
    }

    void lent(long now) {
        since.set(now);
    }

    /** It came back. The second of two returns is none. */
    void returned(long now) {
        long from = since.getAndSet(NOT_LENT);
        MeteredPool owner = pool;
        if (from != NOT_LENT && owner != null) {
            owner.used(now - from);
        }
    }
}
