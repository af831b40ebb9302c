package dev.covet.optimizer.engine.signal;

import dev.covet.optimizer.engine.RequestFacts;
import dev.covet.optimizer.engine.UnitOfWork;
import org.jspecify.annotations.Nullable;

/**
 * A request of HTTP that has been answered.
 *
 * @param work what it was opened with; its trace is the context that {@code TraceSource.begin} gave
 * @param endNanos when the answer was complete; the beginning is the work's
 * @param failure what the application threw; null if nothing
 */
public record RequestSignal(
        UnitOfWork work,
        RequestFacts facts,
        long endNanos,
        @Nullable Throwable failure) implements Signal {
    @Override
    public long bytes() {
        int length = length(facts.details().path())
                + length(facts.details().query())
                + length(facts.details().userAgent());
        return (length > USUAL ? 2L * length : 0) + (failure == null ? 0 : FAILURE);
    }

    private static int length(@Nullable String text) {
        return text == null ? 0 : text.length();
    }
}
