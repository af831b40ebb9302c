package dev.covet.optimizer.engine;

import org.jspecify.annotations.Nullable;

/**
 * What only the span of a request shows. It is not found out for requests that have none.
 *
 * @param path without the query
 * @param query with the values of sensitive parameters blotted out; null if there is none
 * @param serverAddress the server's name as the client addressed it; null if unknown
 * @param serverPort 0 if unknown
 * @param peerAddress whom the connection comes from: the client or a proxy; null if unknown
 * @param peerPort 0 if unknown
 * @param clientAddress the client, as far as proxies tell; null if unknown
 * @param userAgent null if the client did not say
 */
public record RequestDetails(
        String path,
        @Nullable String query,
        @Nullable String serverAddress,
        int serverPort,
        @Nullable String peerAddress,
        int peerPort,
        @Nullable String clientAddress,
        @Nullable String userAgent) {
    public static final RequestDetails NONE = new RequestDetails("", null, null, 0, null, 0, null, null);
}
