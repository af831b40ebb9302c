package dev.covet.optimizer.engine;

import org.jspecify.annotations.Nullable;

/**
 * What is known of a request when it has ended.
 *
 * @param method the empty string for a task
 * @param host the server's name as the client addressed it, or the empty string
 * @param port 0 if unknown
 * @param query with the values of sensitive parameters blotted out; null if there is none
 * @param route the pattern that the path matched, never the path itself; null if unknown
 * @param status 0 if there was no answer
 */
public record RequestFacts(
        String method,
        String scheme,
        String host,
        int port,
        String path,
        @Nullable String query,
        @Nullable String route,
        int status) {
    public static final RequestFacts NONE = new RequestFacts("", "", "", 0, "", null, null, 0);
}
