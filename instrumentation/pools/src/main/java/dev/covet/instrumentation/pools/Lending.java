package dev.covet.instrumentation.pools;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** What is known of one entry of a pool from one borrowing to the next. */
final class Lending {
    private static final long NOT_LENT = Long.MIN_VALUE;

    private final AtomicLong since = new AtomicLong(NOT_LENT);
    private volatile @Nullable MeteredPool pool;
    private volatile long createNanos = -1;
    private volatile boolean measured;

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

    /** It was lent. A pool within a pool measures no time of use, the outer one does. */
    void lent(long now, boolean measured) {
        this.measured = measured;
        MeteredPool owner = pool;
        if (since.getAndSet(now) == NOT_LENT && owner != null) {
            owner.lent(1);
        }
    }

    /** It came back. The second of two returns is none. */
    void returned(long now) {
        long from = since.getAndSet(NOT_LENT);
        MeteredPool owner = pool;
        if (from == NOT_LENT || owner == null) {
            return;
        }
        owner.lent(-1);
        if (measured) {
            owner.used(now - from);
        }
    }
}
