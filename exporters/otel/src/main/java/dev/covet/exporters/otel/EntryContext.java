package dev.covet.exporters.otel;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.data.EventData;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The entry span of a request or task while it lasts. Made by the thread the request came on; events are added by the
 * thread of the signals. Its anchor dates everything of the request, so that clocks that are set do not disorder it.
 */
final class EntryContext {
    private final String name;
    private final SpanKind kind;
    private final Context remote;
    private final SpanContext parent;
    private final String traceId;
    private final String spanId;
    private final long anchorNanos;
    private final long anchorEpochNanos;

    private final AtomicReference<@Nullable SpanContext> decided = new AtomicReference<>();

    private @Nullable List<EventData> events;
    private int eventsSeen;
    private boolean hasChildren;
    private @Nullable FinishedSpan withheld;

    EntryContext(
            String name, SpanKind kind, Context remote, String newTraceId, String spanId, long nanos, long epochNanos) {
        this.name = name;
        this.kind = kind;
        this.remote = remote;
        this.parent = Span.fromContext(remote).getSpanContext();
        this.traceId = parent.isValid() ? parent.getTraceId() : newTraceId;
        this.spanId = spanId;
        this.anchorNanos = nanos;
        this.anchorEpochNanos = epochNanos;
    }

    /** As far as it was known at the beginning. */
    String name() {
        return name;
    }

    SpanKind kind() {
        return kind;
    }

    /** What came with the request. */
    Context remote() {
        return remote;
    }

    SpanContext parent() {
        return parent;
    }

    String traceId() {
        return traceId;
    }

    long epochNanos(long nanos) {
        return anchorEpochNanos + (nanos - anchorNanos);
    }

    /** The first decision stands. */
    SpanContext decide(boolean keep, TraceState state) {
        TraceFlags flags = keep ? TraceFlags.getSampled() : TraceFlags.getDefault();
        decided.compareAndSet(null, SpanContext.create(traceId, spanId, flags, state));
        return Objects.requireNonNull(decided.get());
    }

    /** Null as long as nobody had to know whether it is sampled. */
    @Nullable SpanContext decided() {
        return decided.get();
    }

    /** The span of a task; null as long as nothing is below or in it. */
    @Nullable FinishedSpan unlessIdle(@Nullable FinishedSpan span) {
        if (hasChildren || eventsSeen > 0) {
            return span;
        }
        withheld = span;
        return null;
    }

    /** A statement's span is below. Returns the span that waited for it: the task may have ended before. */
    @Nullable FinishedSpan childEnded() {
        FinishedSpan span = withheld;
        withheld = null;
        hasChildren = true;
        return span;
    }

    void add(EventData event, int limit) {
        List<EventData> known = events;
        if (known == null) {
            known = new ArrayList<>(4);
            events = known;
        }
        if (eventsSeen++ < limit) {
            known.add(event);
        }
    }

    List<EventData> events() {
        return events == null ? List.of() : events;
    }

    int eventsSeen() {
        return eventsSeen;
    }
}
