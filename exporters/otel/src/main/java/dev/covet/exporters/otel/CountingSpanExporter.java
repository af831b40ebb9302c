package dev.covet.exporters.otel;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;

/** Counts what passes. */
final class CountingSpanExporter implements SpanExporter {
    private final SpanExporter exporter;
    private final Delivery delivery;
    private final Delivery.Counted counted;
    private final Outage outage;

    CountingSpanExporter(SpanExporter exporter, Delivery delivery, String where) {
        this.exporter = exporter;
        this.delivery = delivery;
        this.counted = delivery.spanExporter(exporter.getClass().getSimpleName());
        this.outage = delivery.outage(where);
    }

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
        int count = spans.size();
        CompletableResultCode result;
        try {
            result = exporter.export(spans);
        } catch (RuntimeException thrown) {
            result = CompletableResultCode.ofExceptionalFailure(thrown);
        }
        return delivery.spans(counted, count, result, outage);
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
