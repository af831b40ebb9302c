package dev.covet.instrumentation.entry.servlet;

import dev.covet.optimizer.engine.UnitOfWork;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What the servlets of a test saw, and the signal that lets a slow one go on. */
public final class Answers {
    public final List<@Nullable UnitOfWork> seen = new CopyOnWriteArrayList<>();
    public final CountDownLatch gate = new CountDownLatch(1);

    public void look() {
        seen.add(UnitOfWork.current());
    }

    /** Writes, as far as the database's side of the unit of work is concerned. */
    void write() {
        Objects.requireNonNull(Objects.requireNonNull(UnitOfWork.current()).visit())
                .wrote(System.nanoTime());
    }

    public void awaitGate() {
        try {
            if (!gate.await(10, TimeUnit.SECONDS)) {
                throw new IllegalStateException("The gate stayed closed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
