package dev.covet.exporters.otel.convention;

import dev.covet.optimizer.engine.StatementCall;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;

/** A query that the database was not asked, as an event of the span around it. */
public final class ServedEvents {
    private static final String PREFETCH = "covet.prefetch.served";
    private static final String CACHE = "covet.cache.hit";

    private ServedEvents() {}

    public static String name(StatementCall call) {
        return call.cached().isEmpty() ? PREFETCH : CACHE;
    }

    public static Attributes attributes(StatementCall call) {
        AttributesBuilder attributes = Attributes.builder();
        attributes.put(Keys.DB_QUERY_SUMMARY, call.text().summary());
        if (!call.origin().isEmpty()) {
            attributes.put(Keys.SERVED_FROM, call.origin());
        }
        return attributes.build();
    }
}
