package dev.covet.exporters.otel;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.common.export.MemoryMode;
import io.opentelemetry.sdk.metrics.Aggregation;
import io.opentelemetry.sdk.metrics.InstrumentType;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.export.MetricExporter;
import java.util.Collection;
import java.util.function.BooleanSupplier;

/** Notices when an export fails, and sends nothing while tracing is off. */
final class CountingMetricExporter implements MetricExporter {
    private final MetricExporter exporter;
    private final Outage outage;
    private final BooleanSupplier wanted;

    CountingMetricExporter(MetricExporter exporter, Delivery delivery, String where, BooleanSupplier wanted) {
        this.exporter = exporter;
        this.outage = delivery.outage(where);
        this.wanted = wanted;
    }

    @Override
    public CompletableResultCode export(Collection<MetricData> metrics) {
        if (!wanted.getAsBoolean()) {
            return CompletableResultCode.ofSuccess();
        }
        CompletableResultCode result;
        try {
            result = exporter.export(metrics);
        } catch (RuntimeException thrown) {
            result = CompletableResultCode.ofExceptionalFailure(thrown);
        }
        CompletableResultCode ended = result;
        return ended.whenComplete(() -> outage.ended(this, ended));
    }

    @Override
    public AggregationTemporality getAggregationTemporality(InstrumentType type) {
        return exporter.getAggregationTemporality(type);
    }

    @Override
    public Aggregation getDefaultAggregation(InstrumentType type) {
        return exporter.getDefaultAggregation(type);
    }

    @Override
    public MemoryMode getMemoryMode() {
        return exporter.getMemoryMode();
    }

    @Override
    public CompletableResultCode flush() {
        return exporter.flush();
    }

    @Override
    public CompletableResultCode shutdown() {
        return exporter.shutdown();
    }

    @Override
    public String toString() {
        return exporter.toString();
    }
}
