package dev.covet.exporters.otel.convention;

import dev.covet.optimizer.engine.StatementCall;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.Meter;

/** Where queries of databases with replicas were answered. */
public final class RouteMetrics {
    private final LongCounter queries;

    /** Of one meter. */
    public RouteMetrics(Meter meter) {
        queries = meter.counterBuilder("covet.route.queries")
                .setUnit("{query}")
                .setDescription("Queries by what the routing did: replica, or why the primary was asked.")
                .build();
    }

    public void record(StatementCall call) {
        if (call.routed().isEmpty()) {
            return;
        }
        AttributesBuilder attributes = Attributes.builder().put(Keys.RESULT, call.routed());
        String replica = call.elsewhere();
        if (replica != null) {
            attributes.put(Keys.REPLICA, replica);
        }
        queries.add(1, attributes.build());
    }
}
