package dev.covet.exporters.otel;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.IdGenerator;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingDecision;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks the configured sampler about roots and entries, on any thread. Below them the entry's decision holds. */
final class Sampling {
    private final Sampler sampler;
    private final IdGenerator ids = IdGenerator.random();

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

    /** Ids for a span below an entry, or below nothing; null if it is not sampled. */
    @Nullable AnnouncedSpan span(@Nullable EntryContext entry, String name, SpanKind kind, Attributes attributes) {
        if (entry != null) {
            SpanContext parent = entry(entry);
            return parent.isSampled()
                    ? new AnnouncedSpan(child(parent.getTraceId(), parent.getTraceState()), parent, Attributes.empty())
                    : null;
        }
        String traceId = ids.generateTraceId();
        SamplingResult result = sampler.shouldSample(Context.root(), traceId, name, kind, attributes, List.of());
        if (!keeps(result)) {
            return null;
        }
        SpanContext none = SpanContext.getInvalid();
        SpanContext context = child(traceId, result.getUpdatedTraceState(none.getTraceState()));
        return new AnnouncedSpan(context, none, result.getAttributes());
    }

    private SpanContext child(String traceId, TraceState state) {
        return SpanContext.create(traceId, ids.generateSpanId(), TraceFlags.getSampled(), state);
    }

    private static boolean keeps(SamplingResult result) {
        return result.getDecision() == SamplingDecision.RECORD_AND_SAMPLE;
    }
}
