package dev.covet.optimizer.engine;

import java.util.concurrent.atomic.AtomicLong;
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

    private static final ThreadLocal<@Nullable UnitOfWork> CURRENT = new ThreadLocal<>();
    private static final AtomicLong LAST = new AtomicLong();

    private final long id = LAST.incrementAndGet();
    private final Kind kind;
    private volatile String name;
    private final long startNanos;
    private volatile @Nullable Object trace;
    private final AtomicLong waitNanos = new AtomicLong();

    public UnitOfWork(Kind kind, String name, long startNanos) {
        this.kind = kind;
        this.name = name;
        this.startNanos = startNanos;
    }

    public static @Nullable UnitOfWork current() {
        return CURRENT.get();
    }

    /** Makes it the current one of this thread, null for none, and returns the one before. */
    public static @Nullable UnitOfWork enter(@Nullable UnitOfWork work) {
        UnitOfWork before = CURRENT.get();
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

    /** Time its threads have waited for connections of pools. */
    public long waitNanos() {
        return waitNanos.get();
    }

    public void waited(long nanos) {
        waitNanos.addAndGet(nanos);
    }
}
