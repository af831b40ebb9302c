package dev.covet.exporters.otel.convention;

import dev.covet.optimizer.engine.signal.RequestSignal;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.context.Context;
import java.util.List;

/** The metric of requests. */
public final class RequestMetrics {
    private static final double NANOS = 1e9;

    private final DoubleHistogram duration;

    public RequestMetrics(Meter meter) {
        duration = meter.histogramBuilder("http.server.request.duration")
                .setUnit("s")
                .setDescription("Duration of HTTP server requests.")
                .setExplicitBucketBoundariesAdvice(
                        List.of(0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1.0, 2.5, 5.0, 7.5, 10.0))
                .build();
    }

    public void record(RequestSignal request, Context context) {
        double seconds = (request.endNanos() - request.work().startNanos()) / NANOS;
        duration.record(seconds, RequestAttributes.common(request), context);
    }
}
