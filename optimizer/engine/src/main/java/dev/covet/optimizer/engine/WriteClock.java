package dev.covet.optimizer.engine;

import java.util.concurrent.atomic.AtomicLong;

/** Counts what this JVM may have changed in one database: each commit, and each change that needs none. */
public final class WriteClock {
    private final AtomicLong writes = new AtomicLong();

    /** The same number twice: nothing that this JVM knows of was committed in between. */
    public long now() {
        return writes.get();
    }

    void committed() {
        writes.incrementAndGet();
    }
}
