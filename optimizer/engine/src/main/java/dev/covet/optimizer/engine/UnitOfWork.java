package dev.covet.optimizer.engine;

import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One request or task of the application: what its statements have in common. Entry instrumentation opens it and carries
 * it to other threads; without that the transaction, then the time a connection is borrowed, stands in for it.
 */
public final class UnitOfWork {
    /** What it is. */
    public enum Kind {
        REQUEST,
        TASK,
        TRANSACTION,
        CHECKOUT
    }

    /** Holds a unit, or a loan of one. */
    private static final ThreadLocal<@Nullable Object> CURRENT = new ThreadLocal<>();

    private static final AtomicLong LAST = new AtomicLong();

    private final long id = LAST.incrementAndGet();
    private final Kind kind;
    private volatile String name;
    private final long startNanos;
    private volatile @Nullable Object trace;
    private final AtomicLong waitNanos = new AtomicLong();
    private final Fence fence = new Fence();
    private volatile boolean ended;

    /** Changes under the lock of {@link #kept}. */
    private volatile long seen = LastTime.NEVER;

    /** Of the routing; made under the same lock. */
    private volatile @Nullable Object ofRoute;

    private volatile @Nullable Visit visit;

    /** Of the prefetch. */
    private final AtomicReference<@Nullable UnitEnd> kept = new AtomicReference<>();

    /** Who else is told of the end. */
    private final AtomicReference<@Nullable Told> told = new AtomicReference<>();

    public UnitOfWork(Kind kind, String name, long startNanos) {
        this.kind = kind;
        this.name = name;
        this.startNanos = startNanos;
    }

    public static @Nullable UnitOfWork current() {
        Object value = CURRENT.get();
        return value instanceof Loan loan ? borrowed(loan) : (UnitOfWork) value;
    }

    private static @Nullable UnitOfWork borrowed(Loan loan) {
        UnitOfWork work = loan.get();
        if (work == null || work.ended) {
            CURRENT.remove();
            return null;
        }
        return work;
    }

    /**
     * Makes it the current one of this thread for no longer than it lasts, and does not keep it alive: for threads that
     * may live on.
     */
    public static void lend(UnitOfWork work) {
        CURRENT.set(new Loan(work));
    }

    /** Makes it the current one of this thread, null for none, and returns the one before. */
    public static @Nullable UnitOfWork enter(@Nullable UnitOfWork work) {
        UnitOfWork before = current();
        if (work == before) {
            return before;
        }
        if (work == null) {
            CURRENT.remove();
        } else {
            CURRENT.set(work);
        }
        return before;
    }

    public long id() {
        return id;
    }

    public Kind kind() {
        return kind;
    }

    public String name() {
        return name;
    }

    /** The route is often known only after the request was dispatched. */
    public void rename(String better) {
        name = better;
    }

    public long startNanos() {
        return startNanos;
    }

    /** The entry span in the tracer's own terms. */
    public @Nullable Object trace() {
        return trace;
    }

    public void trace(@Nullable Object context) {
        trace = context;
    }

    /** Whose request it is; null if nobody asks, or if it is none. */
    public @Nullable Visit visit() {
        return visit;
    }

    public void visit(@Nullable Visit begun) {
        visit = begun;
    }

    /** Time its threads have waited for connections of pools. */
    public long waitNanos() {
        return waitNanos.get();
    }

    public void waited(long nanos) {
        waitNanos.addAndGet(nanos);
    }

    /**
     * What it has written, and what it was given that was kept, could be seen in the database at this time. Only while
     * {@link Engine#serversWanted}.
     */
    public long seen() {
        return seen;
    }

    void wrote(long nanos) {
        sees(nanos);
        Visit known = visit;
        if (known != null) {
            known.wrote(nanos);
        }
    }

    void sees(long nanos) {
        synchronized (kept) {
            seen = LastTime.later(seen, nanos);
        }
    }

    /** What the routing keeps here, made when it is first asked for. */
    public Object ofRoute(Supplier<?> first) {
        Object known = ofRoute;
        if (known == null) {
            synchronized (kept) {
                known = ofRoute;
                if (known == null) {
                    known = first.get();
                    ofRoute = known;
                }
            }
        }
        return known;
    }

    /** What it may have heard from other services. */
    Fence fence() {
        return fence;
    }

    /** Whether the request was answered or the task is done. Work it left to other threads may still run. */
    public boolean ended() {
        return ended;
    }

    public void end() {
        ended = true;
        UnitEnd mine = kept.getAndSet(null);
        if (mine != null) {
            mine.unitEnded(this);
        }
        tellAll();
    }

    private void tellAll() {
        for (Told each = told.getAndSet(null); each != null; each = each.next()) {
            each.end().unitEnded(this);
        }
    }

    /** Has this one told of the end, too; at once if it is over. */
    public void tell(UnitEnd further) {
        Told known = told.get();
        for (Told each = known; each != null; each = each.next()) {
            if (each.end() == further) {
                return;
            }
        }
        Told made = new Told(further, known);
        while (!told.compareAndSet(made.next(), made)) {
            made = new Told(further, told.get());
        }
        if (ended) {
            tellAll();
        }
    }

    /** What a feature keeps here, made when it is first asked for. Null once the unit has ended. */
    public @Nullable UnitEnd kept(Supplier<? extends UnitEnd> first) {
        UnitEnd mine = kept.get();
        if (mine == null && !ended) {
            kept.compareAndSet(null, first.get());
            mine = kept.get();
            if (ended && kept.compareAndSet(mine, null)) {
                return null;
            }
        }
        return mine;
    }

    @Override
    public String toString() {
        return kind + " " + id + " " + name;
    }

    private record Told(UnitEnd end, @Nullable Told next) {}

    private static final class Loan extends WeakReference<UnitOfWork> {
        Loan(UnitOfWork work) {
            super(work);
        }
    }
}
