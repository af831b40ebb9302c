package dev.covet.instrumentation.pools;

import dev.covet.optimizer.engine.ConnectionSession;
import dev.covet.optimizer.engine.Loan;
import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** What is known of one entry of a pool from one borrowing to the next. */
final class Lending {
    private static final long NOT_LENT = Long.MIN_VALUE;

    private final AtomicLong since = new AtomicLong(NOT_LENT);
    private volatile @Nullable MeteredPool pool;
    private volatile long createNanos = -1;
    private volatile boolean measured;
    private volatile int generation;
    private volatile @Nullable WeakReference<ConnectionSession> session;
    private volatile @Nullable Loan loan;

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
        generation = owner.generation();
        if (createNanos >= 0) {
            owner.created(createNanos);
            createNanos = -1;
        }
        return true;
    }

    /** The session of the connection, if that is wrapped. */
    void session(@Nullable ConnectionSession known) {
        session = known == null ? null : new WeakReference<>(known);
    }

    @Nullable ConnectionSession session() {
        WeakReference<ConnectionSession> known = session;
        return known == null ? null : known.get();
    }

    /** What looks after this borrowing. One that was there has missed its end. */
    void watched(@Nullable Loan by, long now) {
        Loan before = loan;
        loan = by;
        if (before != null) {
            before.returned(now);
        }
    }

    /** The application has closed what it was lent. */
    void closing() {
        Loan open = loan;
        if (open != null) {
            open.closing();
        }
    }

    /** It was lent. A pool within a pool measures no time of use, the outer one does. */
    void lent(long now, boolean measured) {
        this.measured = measured;
        MeteredPool owner = pool;
        if (since.getAndSet(now) == NOT_LENT && owner != null) {
            owner.lent(1);
        }
    }

    /** It came back. The second of two returns is none. Returns whether it is of no use any more. */
    boolean returned(long now) {
        long from = since.getAndSet(NOT_LENT);
        Loan open = loan;
        if (open != null) {
            loan = null;
            open.returned(now);
        }
        MeteredPool owner = pool;
        if (from == NOT_LENT || owner == null) {
            return false;
        }
        owner.lent(-1);
        if (measured) {
            owner.used(now - from);
        }
        return generation != owner.generation();
    }
}
