package dev.covet.optimizer.engine;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Counts what this JVM may have changed in one database: each commit, and each change that needs none. What is certain to
 * have changed single tables only is counted by {@link TableClock} instead.
 */
public final class WriteClock {
    private final AtomicLong writes = new AtomicLong();
    private final AtomicLong tables = new AtomicLong();
    private final AtomicLong schemas = new AtomicLong();
    private final AtomicReference<@Nullable TableJudge> judge = new AtomicReference<>();
    private final LastTime written = new LastTime();
    private final LastTime tookOver = new LastTime();
    private final WriteBarrier barrier;
    private final boolean known;

    /**
     * Of one database, or of several that share a clock.
     *
     * @param known whether its tables may be known: not those of several
     */
    WriteClock(WriteBarrier barrier, boolean known) {
        this.barrier = barrier;
        this.known = known;
    }

    /** When anything may have been changed last. */
    public WriteBarrier barrier() {
        return barrier;
    }

    /** The same number twice: nothing that this JVM knows of was committed in between. */
    public long now() {
        return writes.get();
    }

    void committed() {
        barrier.passed();
        writes.incrementAndGet();
    }

    /** When this JVM was last told that something is written; only while {@link Engine#serversWanted}. */
    public LastTime written() {
        return written;
    }

    void wrote(long nanos) {
        written.atLeast(nanos);
    }

    /** When it was last met that another server had taken over; only while {@link Engine#serversWanted}. */
    public LastTime tookOver() {
        return tookOver;
    }

    void tookOver(long nanos) {
        tookOver.atLeast(nanos);
    }

    /** Counts what was committed here to single tables, before {@link TableClock} does. */
    public long tables() {
        return tables.get();
    }

    void tablesCommitted() {
        tables.incrementAndGet();
    }

    /** Counts what this JVM may have done to tables, views and functions, whether it is committed or not. */
    public long schema() {
        return schemas.get();
    }

    void schemaChanged() {
        schemas.incrementAndGet();
    }

    /** Who knows which statements change one table only; null as long as nobody does. */
    public @Nullable TableJudge judge() {
        return judge.get();
    }

    /** Takes this one unless there is one. Returns the one there is; null if none is taken. */
    public @Nullable TableJudge judgeBy(TableJudge wanted) {
        if (known) {
            judge.compareAndSet(null, wanted);
        }
        return judge.get();
    }
}
