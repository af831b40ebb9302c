package dev.covet.exporters.otel.convention;

import dev.covet.optimizer.engine.signal.RequestSignal;
import dev.covet.optimizer.engine.signal.TaskSignal;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A request of HTTP as the conventions describe it. */
public final class RequestFacts {
    private static final double NANOS = 1e9;

    /** Other methods are anybody's text and would make a series each. */
    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH", "QUERY");

    private RequestFacts() {}

    public static String spanName(RequestSignal request) {
        String method = METHODS.contains(request.method()) ? request.method() : "HTTP";
        return request.route() == null ? method : method + " " + request.route();
    }

    /** Why the request failed; null if it did not. What is the client's fault is no failure of the server. */
    public static @Nullable String errorType(RequestSignal request) {
        if (request.failure() != null) {
            return request.failure().getClass().getName();
        }
        return request.status() >= 500 ? Integer.toString(request.status()) : null;
    }

    public static Attributes span(RequestSignal request) {
        AttributesBuilder attributes = common(request).toBuilder().put(Keys.URL_PATH, request.path());
        if (!METHODS.contains(request.method())) {
            attributes.put(Keys.HTTP_METHOD_ORIGINAL, request.method());
        }
        if (request.query() != null) {
            attributes.put(Keys.URL_QUERY, withoutValues(request.query()));
        }
        if (request.serverAddress() != null) {
            attributes.put(Keys.SERVER_ADDRESS, request.serverAddress());
            if (request.serverPort() > 0) {
                attributes.put(Keys.SERVER_PORT, (long) request.serverPort());
            }
        }
        if (request.userAgent() != null) {
            attributes.put(Keys.USER_AGENT, request.userAgent());
        }
        if (request.work().waitNanos() > 0) {
            attributes.put(Keys.POOL_WAIT, request.work().waitNanos() / NANOS);
        }
        return attributes.build();
    }

    public static Attributes task(TaskSignal task) {
        AttributesBuilder attributes = Attributes.builder();
        if (task.failure() != null) {
            attributes.put(Keys.ERROR_TYPE, task.failure().getClass().getName());
        }
        if (task.work().waitNanos() > 0) {
            attributes.put(Keys.POOL_WAIT, task.work().waitNanos() / NANOS);
        }
        return attributes.build();
    }

    /** What metrics have as well: few values each. */
    static Attributes common(RequestSignal request) {
        AttributesBuilder attributes = Attributes.builder()
                .put(Keys.HTTP_METHOD, METHODS.contains(request.method()) ? request.method() : "_OTHER")
                .put(Keys.URL_SCHEME, request.scheme());
        if (request.route() != null) {
            attributes.put(Keys.HTTP_ROUTE, request.route());
        }
        if (request.status() > 0) {
            attributes.put(Keys.HTTP_STATUS, (long) request.status());
        }
        String error = errorType(request);
        if (error != null) {
            attributes.put(Keys.ERROR_TYPE, error);
        }
        return attributes.build();
    }

    /** Names tell what was asked, values may be secrets. */
    static String withoutValues(String query) {
        StringBuilder names = new StringBuilder(query.length());
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            names.append(names.length() == 0 ? "" : "&")
                    .append(equals < 0 ? pair : pair.substring(0, equals + 1) + "REDACTED");
        }
        return names.toString();
    }
}
