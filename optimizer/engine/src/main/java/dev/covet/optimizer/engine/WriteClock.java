package dev.covet.optimizer.engine;

import java.util.concurrent.atomic.AtomicLong;

/** Counts what this JVM may have changed in one database: each commit, and each change that needs none. */
public final class WriteClock {
    private final AtomicLong writes = new AtomicLong();
    private final AtomicLong schemas = new AtomicLong();

    /** The same number twice: nothing that this JVM knows of was committed in between. */
    public long now() {
        return writes.get();
    }

    void committed() {
        writes.incrementAndGet();
    }

    /** Counts what this JVM may have done to tables, views and functions, whether it is committed or not. */
    public long schema() {
        return schemas.get();
    }

    void schemaChanged() {
        schemas.incrementAndGet();
    }
}
