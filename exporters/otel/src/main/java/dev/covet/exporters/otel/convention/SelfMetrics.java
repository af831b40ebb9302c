package dev.covet.exporters.otel.convention;

import dev.covet.optimizer.engine.Engine;
import dev.covet.optimizer.engine.StageGuard;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.ObservableLongMeasurement;
import java.util.ArrayList;
import java.util.List;

/** What we cost and lose ourselves. */
public final class SelfMetrics {
    private static final double NANOS = 1e9;

    /** The last nanosecond of some powers of two: times are collected by powers of two, so each is in one bucket. */
    private static final int[] POWERS = {8, 9, 10, 11, 12, 13, 14, 16, 18, 20, 24, 28};

    private SelfMetrics() {}

    public static void observe(Meter meter, Engine engine) {
        meter.counterBuilder("covet.dropped")
                .setUnit("{signal}")
                .setDescription("Signals that did not fit into the queue between the application and the exporters.")
                .buildWithCallback(
                        measurement -> measurement.record(engine.bus().dropped()));
        DoubleHistogram own = meter.histogramBuilder("covet.interceptor.duration")
                .setUnit("s")
                .setDescription("Time that calls of the application spent in Covet, of a sample of the calls.")
                .setExplicitBucketBoundariesAdvice(boundaries())
                .build();
        meter.counterBuilder("covet.errors")
                .setUnit("{error}")
                .setDescription("Errors of Covet's own, which the application did not notice.")
                .buildWithCallback(measurement -> {
                    for (StageGuard guard : engine.protection().guards()) {
                        tell(guard, measurement, own);
                    }
                });
    }

    private static List<Double> boundaries() {
        List<Double> boundaries = new ArrayList<>();
        for (int power : POWERS) {
            boundaries.add(((1L << power) - 1) / NANOS);
        }
        return boundaries;
    }

    /** Times are handed over when metrics are read: the application's threads only count. */
    private static void tell(StageGuard guard, ObservableLongMeasurement errors, DoubleHistogram own) {
        Attributes feature = Attributes.of(Keys.FEATURE, guard.feature());
        errors.record(guard.errors(), feature);
        guard.durations().drain((count, nanos) -> {
            double seconds = nanos / NANOS;
            for (long i = 0; i < count; i++) {
                own.record(seconds, feature);
            }
        });
    }

    /** The attributes of a number of spans that have met the same end. */
    public static Attributes result(String result) {
        return Attributes.of(Keys.RESULT, result);
    }
}
