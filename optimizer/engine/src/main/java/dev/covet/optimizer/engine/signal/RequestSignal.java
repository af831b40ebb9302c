package dev.covet.optimizer.engine.signal;

import dev.covet.optimizer.engine.UnitOfWork;
import org.jspecify.annotations.Nullable;

/**
 * A request of HTTP that has been answered.
 *
 * @param work what it was opened with; its trace is the context that {@code TraceSource.begin} gave
 * @param method as it came, for example GET
 * @param scheme http or https
 * @param path without the query
 * @param query without the question mark; null if there was none
 * @param route the pattern that the framework matched, for example /pets/{id}; null if unknown
 * @param status of the answer, 0 if there was none
 * @param serverAddress the name by which the client asked; null if unknown
 * @param serverPort 0 if unknown
 * @param userAgent null if the client did not say
 * @param endNanos when the answer was complete; the beginning is the work's
 * @param failure what the application threw; null if nothing
 */
public record RequestSignal(
        UnitOfWork work,
        String method,
        String scheme,
        String path,
        @Nullable String query,
        @Nullable String route,
        int status,
        @Nullable String serverAddress,
        int serverPort,
        @Nullable String userAgent,
        long endNanos,
        @Nullable Throwable failure)
        implements Signal {
    @Override
    public long bytes() {
        int length =
                path.length() + (query == null ? 0 : query.length()) + (userAgent == null ? 0 : userAgent.length());
        return (length > USUAL ? 2L * length : 0) + (failure == null ? 0 : FAILURE);
    }
}
