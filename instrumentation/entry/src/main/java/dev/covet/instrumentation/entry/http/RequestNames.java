package dev.covet.instrumentation.entry.http;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Names of requests: few for each application, whatever clients send. */
final class RequestNames {
    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "QUERY");

    private RequestNames() {}

    static String name(String method, @Nullable String route) {
        String known = METHODS.contains(method) ? method : "HTTP";
        return route == null ? known : known + ' ' + route;
    }
}
