package dev.covet.exporters.otel;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanContext;

/**
 * The ids of a span that will be made when its call has ended, for what has to name it before.
 *
 * @param context sampled
 * @param parent invalid for the root of a trace
 * @param attributes from the sampler
 */
record AnnouncedSpan(SpanContext context, SpanContext parent, Attributes attributes) {
    /** As a header. */
    String traceparent() {
        return "00-" + context.getTraceId() + '-' + context.getSpanId() + "-01";
    }
}
