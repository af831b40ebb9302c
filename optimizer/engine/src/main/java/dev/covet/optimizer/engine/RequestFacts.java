package dev.covet.optimizer.engine;

import org.jspecify.annotations.Nullable;

/**
 * What is known of a request when it has ended.
 *
 * @param method as it came, for example GET; the empty string for a task
 * @param scheme http or https
 * @param route the pattern that the path matched, never the path itself; null if unknown
 * @param protocolVersion of HTTP, for example 1.1; null if unknown
 * @param status 0 if there was no answer
 * @param details {@link RequestDetails#NONE} where nobody wanted them
 */
public record RequestFacts(
        String method,
        String scheme,
        @Nullable String route,
        @Nullable String protocolVersion,
        int status,
        RequestDetails details) {
    public static final RequestFacts NONE = new RequestFacts("", "", null, null, 0, RequestDetails.NONE);

    public RequestFacts withStatus(int better) {
        return new RequestFacts(method, scheme, route, protocolVersion, better, details);
    }
}
