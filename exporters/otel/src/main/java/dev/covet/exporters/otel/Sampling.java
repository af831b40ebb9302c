package dev.covet.exporters.otel;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingDecision;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import java.util.List;

/** Asks the configured sampler about roots and entries. Below them the entry's decision holds. */
final class Sampling {
    private final Sampler sampler;

    Sampling(Sampler sampler) {
        this.sampler = sampler;
    }

    SpanContext entry(EntryContext entry) {
        SpanContext decided = entry.decided();
        if (decided != null) {
            return decided;
        }
        SamplingResult result = sampler.shouldSample(
                entry.remote(), entry.traceId(), entry.name(), entry.kind(), Attributes.empty(), List.of());
        TraceState state = result.getUpdatedTraceState(entry.parent().getTraceState());
        return entry.decide(keeps(result), state);
    }

    SamplingResult root(String traceId, String name, SpanKind kind, Attributes attributes) {
        return sampler.shouldSample(Context.root(), traceId, name, kind, attributes, List.of());
    }

    static boolean keeps(SamplingResult result) {
        return result.getDecision() == SamplingDecision.RECORD_AND_SAMPLE;
    }
}
