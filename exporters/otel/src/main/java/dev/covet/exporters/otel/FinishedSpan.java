package dev.covet.exporters.otel;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A span that has ended before it was made: all there is to know of it is given at once. */
final class FinishedSpan implements ReadableSpan, SpanData {
    /** Who makes spans: the same for all of them. */
    record Origin(Resource resource, InstrumentationScopeInfo scope) {}

    /** What happened during a span; the total includes what did not fit. */
    record Events(List<EventData> kept, int total) {
        static final Events NONE = new Events(List.of(), 0);
    }

    /** The object, its context, name and status. */
    private static final long OVERHEAD = 600;

    private final Origin origin;
    private final String name;
    private final SpanKind kind;
    private final SpanContext context;
    private final SpanContext parent;
    private final long start;
    private final long end;
    private final StatusData status;
    private final Attributes attributes;
    private final int attributesTotal;
    private final Events events;

    FinishedSpan(
            Origin origin,
            String name,
            SpanKind kind,
            SpanContext context,
            SpanContext parent,
            long start,
            long end,
            StatusData status,
            Attributes attributes,
            int attributesTotal,
            Events events) {
        this.origin = origin;
        this.name = name;
        this.kind = kind;
        this.context = context;
        this.parent = parent;
        this.start = start;
        this.end = end;
        this.status = status;
        this.attributes = attributes;
        this.attributesTotal = attributesTotal;
        this.events = events;
    }

    /** An upper bound of the heap it keeps, roughly. */
    long bytes() {
        long bytes = OVERHEAD + size(attributes);
        for (int i = 0; i < events.kept().size(); i++) {
            bytes += OVERHEAD + size(events.kept().get(i).getAttributes());
        }
        return bytes;
    }

    private static long size(Attributes attributes) {
        long[] size = {0};
        attributes.forEach((key, value) -> size[0] += 40 + (value instanceof String text ? 2L * text.length() : 16));
        return size[0];
    }

    @Override
    public SpanData toSpanData() {
        return this;
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public SpanKind getKind() {
        return kind;
    }

    @Override
    public SpanContext getSpanContext() {
        return context;
    }

    @Override
    public SpanContext getParentSpanContext() {
        return parent;
    }

    @Override
    public StatusData getStatus() {
        return status;
    }

    @Override
    public long getStartEpochNanos() {
        return start;
    }

    @Override
    public long getEndEpochNanos() {
        return end;
    }

    @Override
    public long getLatencyNanos() {
        return end - start;
    }

    @Override
    public boolean hasEnded() {
        return true;
    }

    @Override
    public Attributes getAttributes() {
        return attributes;
    }

    @Override
    public <T> @Nullable T getAttribute(AttributeKey<T> key) {
        return attributes.get(key);
    }

    @Override
    public int getTotalAttributeCount() {
        return attributesTotal;
    }

    @Override
    public List<EventData> getEvents() {
        return events.kept();
    }

    @Override
    public int getTotalRecordedEvents() {
        return events.total();
    }

    @Override
    public List<LinkData> getLinks() {
        return List.of();
    }

    @Override
    public int getTotalRecordedLinks() {
        return 0;
    }

    @Override
    public Resource getResource() {
        return origin.resource();
    }

    @Override
    public InstrumentationScopeInfo getInstrumentationScopeInfo() {
        return origin.scope();
    }

    /** The older name of the scope; both interfaces still ask for it. */
    @Override
    @Deprecated
    @SuppressWarnings("InlineMeSuggester")
    public io.opentelemetry.sdk.common.InstrumentationLibraryInfo getInstrumentationLibraryInfo() {
        InstrumentationScopeInfo scope = origin.scope();
        return io.opentelemetry.sdk.common.InstrumentationLibraryInfo.create(
                scope.getName(), scope.getVersion(), scope.getSchemaUrl());
    }
}
