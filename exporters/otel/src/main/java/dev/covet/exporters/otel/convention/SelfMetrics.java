package dev.covet.exporters.otel.convention;

import dev.covet.optimizer.engine.Engine;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.Meter;

/** What we cost and lose ourselves. */
public final class SelfMetrics {
    private SelfMetrics() {}

    public static void observe(Meter meter, Engine engine) {
        meter.counterBuilder("covet.dropped")
                .setUnit("{signal}")
                .setDescription("Signals that did not fit into the queue between the application and the exporters.")
                .buildWithCallback(
                        measurement -> measurement.record(engine.bus().dropped()));
        meter.counterBuilder("covet.errors")
                .setUnit("{error}")
                .setDescription("Errors of Covet's own, which the application did not notice.")
                .buildWithCallback(measurement -> engine.protection()
                        .errors()
                        .forEach((feature, count) -> measurement.record(count, Attributes.of(Keys.FEATURE, feature))));
    }

    /** The attributes of a number of spans that have met the same end. */
    public static Attributes result(String result) {
        return Attributes.of(Keys.RESULT, result);
    }
}
