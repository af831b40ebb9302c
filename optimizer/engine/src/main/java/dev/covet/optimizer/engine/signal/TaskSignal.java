package dev.covet.optimizer.engine.signal;

import dev.covet.optimizer.engine.UnitOfWork;
import org.jspecify.annotations.Nullable;

/**
 * A task that has ended: a scheduled job, a message taken from a queue.
 *
 * @param work what it was opened with; its trace is the context that {@code TraceSource.begin} gave
 * @param failure what it threw; null if nothing
 */
public record TaskSignal(
        UnitOfWork work, long endNanos, @Nullable Throwable failure) implements Signal {
    @Override
    public long bytes() {
        return failure == null ? 0 : FAILURE;
    }
}
