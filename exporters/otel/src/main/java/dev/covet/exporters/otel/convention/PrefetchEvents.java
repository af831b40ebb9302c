package dev.covet.exporters.otel.convention;

import dev.covet.optimizer.engine.StatementCall;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;

/** A query that was answered from a batch, as an event of the span around it. */
public final class PrefetchEvents {
    public static final String NAME = "covet.prefetch.served";

    private PrefetchEvents() {}

    public static Attributes attributes(StatementCall call) {
        AttributesBuilder attributes = Attributes.builder();
        attributes.put(Keys.DB_QUERY_SUMMARY, call.text().summary());
        if (!call.origin().isEmpty()) {
            attributes.put(Keys.SERVED_FROM, call.origin());
        }
        return attributes.build();
    }
}
