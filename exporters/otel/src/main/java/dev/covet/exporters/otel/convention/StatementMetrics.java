package dev.covet.exporters.otel.convention;

import dev.covet.optimizer.engine.StatementCall;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongHistogram;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.context.Context;
import java.util.List;

/** The metrics of statements. All of them count, sampled or not. */
public final class StatementMetrics {
    private static final double NANOS = 1e9;

    private final DoubleHistogram duration;
    private final LongHistogram rows;

    public StatementMetrics(Meter meter) {
        duration = meter.histogramBuilder("db.client.operation.duration")
                .setUnit("s")
                .setDescription("Duration of database client operations.")
                .setExplicitBucketBoundariesAdvice(List.of(0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1.0, 5.0, 10.0))
                .build();
        rows = meter.histogramBuilder("db.client.response.returned_rows")
                .ofLongs()
                .setUnit("{row}")
                .setDescription("The actual number of records returned by the database operation.")
                .setExplicitBucketBoundariesAdvice(
                        List.of(1L, 2L, 5L, 10L, 20L, 50L, 100L, 200L, 500L, 1000L, 2000L, 5000L, 10000L))
                .build();
    }

    /** The context has the statement's span, if there is one, so that metrics lead to an example. */
    public void record(StatementCall call, StatementFacts facts, Context context) {
        Attributes attributes = facts.metric();
        Throwable failure = call.failure();
        if (failure != null) {
            AttributesBuilder failed = attributes.toBuilder();
            String code = Failures.statusCode(failure, call.session().facts().system());
            if (code != null) {
                failed.put(Keys.DB_STATUS, code);
            }
            attributes =
                    failed.put(Keys.ERROR_TYPE, Failures.type(failure, code)).build();
        }
        duration.record((call.endNanos() - call.startNanos()) / NANOS, attributes, context);
        if (call.rows() >= 0) {
            rows.record(call.rows(), attributes, context);
        }
    }
}
