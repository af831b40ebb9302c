package dev.covet.exporters.otel;

import dev.covet.exporters.otel.convention.EpochClock;
import dev.covet.optimizer.engine.StatementCall;
import dev.covet.optimizer.engine.TraceSource;
import dev.covet.optimizer.engine.UnitOfWork;
import io.opentelemetry.api.baggage.propagation.W3CBaggagePropagator;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.sdk.trace.IdGenerator;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Trace contexts of our own: an entry's, kept in the unit of work. */
final class OwnTraceSource implements TraceSource {
    private final IdGenerator ids = IdGenerator.random();
    private final LongSupplier nanoTime;
    private volatile TextMapPropagator propagator =
            TextMapPropagator.composite(W3CTraceContextPropagator.getInstance(), W3CBaggagePropagator.getInstance());
    private volatile @Nullable Sampling sampling;
    private volatile boolean tracing = true;

    OwnTraceSource(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Called once the SDK is there. Until then nothing is decided, and W3C headers are read. */
    void started(Sampling decides, TextMapPropagator configured, boolean anySpans) {
        sampling = decides;
        propagator = configured;
        tracing = anySpans;
    }

    /** No spans will be made any more. */
    void stopped() {
        tracing = false;
    }

    @Override
    public @Nullable Object current() {
        UnitOfWork work = UnitOfWork.current();
        return work == null ? null : work.trace();
    }

    @Override
    public boolean sampled(@Nullable Object context) {
        if (context instanceof EntryContext entry) {
            SpanContext decided = entry.decided();
            return decided == null ? tracing : decided.isSampled();
        }
        return tracing;
    }

    @Override
    public @Nullable Object begin(UnitOfWork.Kind kind, String name, Function<String, @Nullable String> header) {
        if (!tracing) {
            return null;
        }
        EntryContext entry = new EntryContext(
                name,
                kind == UnitOfWork.Kind.REQUEST ? SpanKind.SERVER : SpanKind.INTERNAL,
                propagator.extract(Context.root(), header, Headers.GETTER),
                ids.generateTraceId(),
                ids.generateSpanId(),
                nanoTime.getAsLong(),
                EpochClock.now());
        Sampling decides = sampling;
        if (decides != null) {
            decides.entry(entry);
        }
        return entry;
    }

    /** Before the SDK is there, which the first statement starts, nothing can be said. */
    @Override
    public @Nullable String announce(StatementCall call) {
        Sampling decides = sampling;
        if (!tracing || decides == null) {
            return null;
        }
        EntryContext entry = call.traceContext() instanceof EntryContext known ? known : null;
        String name = call.text().summary();
        AnnouncedSpan span = decides.span(
                entry, name.isEmpty() ? call.session().facts().system() : name, SpanKind.CLIENT, Attributes.empty());
        if (span == null) {
            call.trace(call.traceContext(), false);
            return null;
        }
        call.announced(span);
        return span.traceparent();
    }

    private enum Headers implements TextMapGetter<Function<String, @Nullable String>> {
        GETTER;

        @Override
        @SuppressWarnings("deprecation") // without an implementation there is none
        public Iterable<String> keys(Function<String, @Nullable String> header) {
            return List.of();
        }

        @Override
        public @Nullable String get(@Nullable Function<String, @Nullable String> header, String key) {
            return header == null ? null : header.apply(key);
        }
    }
}
