package dev.covet.exporters.otel.convention;

import dev.covet.optimizer.engine.RequestDetails;
import dev.covet.optimizer.engine.RequestFacts;
import dev.covet.optimizer.engine.signal.RequestSignal;
import dev.covet.optimizer.engine.signal.TaskSignal;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A request of HTTP as the conventions describe it. */
public final class RequestAttributes {
    private static final double NANOS = 1e9;

    /** Other methods are anybody's text and would make a series each. */
    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH", "QUERY");

    private RequestAttributes() {}

    public static String spanName(RequestSignal request) {
        RequestFacts facts = request.facts();
        String method = METHODS.contains(facts.method()) ? facts.method() : "HTTP";
        return facts.route() == null ? method : method + " " + facts.route();
    }

    /** Why the request failed; null if it did not. What is the client's fault is no failure of the server. */
    public static @Nullable String errorType(RequestSignal request) {
        if (request.failure() != null) {
            return request.failure().getClass().getName();
        }
        int status = request.facts().status();
        return status >= 500 ? Integer.toString(status) : null;
    }

    public static Attributes span(RequestSignal request) {
        RequestDetails details = request.facts().details();
        AttributesBuilder attributes = common(request).toBuilder().put(Keys.URL_PATH, details.path());
        if (!METHODS.contains(request.facts().method())) {
            attributes.put(Keys.HTTP_METHOD_ORIGINAL, request.facts().method());
        }
        if (details.query() != null) {
            attributes.put(Keys.URL_QUERY, withoutValues(details.query()));
        }
        address(attributes, Keys.SERVER_ADDRESS, details.serverAddress(), Keys.SERVER_PORT, details.serverPort());
        address(attributes, Keys.PEER_ADDRESS, details.peerAddress(), Keys.PEER_PORT, details.peerPort());
        put(attributes, Keys.CLIENT_ADDRESS, details.clientAddress());
        put(attributes, Keys.USER_AGENT, details.userAgent());
        if (request.work().waitNanos() > 0) {
            attributes.put(Keys.POOL_WAIT, request.work().waitNanos() / NANOS);
        }
        return attributes.build();
    }

    private static void address(
            AttributesBuilder attributes,
            AttributeKey<String> addressKey,
            @Nullable String address,
            AttributeKey<Long> portKey,
            long port) {
        put(attributes, addressKey, address);
        if (address != null && port > 0) {
            attributes.put(portKey, port);
        }
    }

    private static void put(AttributesBuilder attributes, AttributeKey<String> key, @Nullable String value) {
        if (value != null) {
            attributes.put(key, value);
        }
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
        RequestFacts facts = request.facts();
        AttributesBuilder attributes = Attributes.builder()
                .put(Keys.HTTP_METHOD, METHODS.contains(facts.method()) ? facts.method() : "_OTHER")
                .put(Keys.URL_SCHEME, facts.scheme());
        put(attributes, Keys.HTTP_ROUTE, facts.route());
        put(attributes, Keys.PROTOCOL_VERSION, facts.protocolVersion());
        if (facts.status() > 0) {
            attributes.put(Keys.HTTP_STATUS, (long) facts.status());
        }
        put(attributes, Keys.ERROR_TYPE, errorType(request));
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
