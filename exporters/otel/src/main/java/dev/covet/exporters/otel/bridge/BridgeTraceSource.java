package dev.covet.exporters.otel.bridge;

import dev.covet.exporters.otel.convention.Keys;
import dev.covet.exporters.otel.convention.ServedEvents;
import dev.covet.exporters.otel.convention.StatementFacts;
import dev.covet.exporters.otel.convention.TransactionEvents;
import dev.covet.optimizer.engine.StatementCall;
import dev.covet.optimizer.engine.TraceSource;
import dev.covet.optimizer.engine.UnitOfWork;
import dev.covet.optimizer.engine.signal.TransactionSignal;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The contexts of the application's own tracer, or of the agent behind it. */
public final class BridgeTraceSource implements TraceSource {
    private final OpenTelemetry openTelemetry;
    private final BridgeMode mode;
    private final Tracer tracer;
    private final boolean transactions;

    public BridgeTraceSource(OpenTelemetry openTelemetry, BridgeMode mode, boolean transactions) {
        this.openTelemetry = openTelemetry;
        this.mode = mode;
        this.tracer = tracer(openTelemetry);
        this.transactions = transactions;
    }

    static Tracer tracer(OpenTelemetry openTelemetry) {
        return openTelemetry
                .tracerBuilder(Keys.SCOPE)
                .setSchemaUrl(Keys.SCHEMA_URL)
                .build();
    }

    @Override
    public @Nullable Object current() {
        Context context = Context.current();
        if (Span.fromContext(context).getSpanContext().isValid()) {
            return context;
        }
        UnitOfWork work = UnitOfWork.current();
        Object trace = work == null ? null : work.trace();
        return trace instanceof TaskSpan task ? task.context() : trace;
    }

    @Override
    public boolean sampled(@Nullable Object context) {
        return !(context instanceof Context known)
                || Span.fromContext(known).getSpanContext().isSampled();
    }

    /** An entry span by the application's SDK, if nobody has made one. It does not become the current one. */
    @Override
    public @Nullable Object begin(UnitOfWork.Kind kind, String name, Function<String, @Nullable String> header) {
        if (mode == BridgeMode.OTEL_AGENT || Span.current().getSpanContext().isValid()) {
            return null;
        }
        Context parent = openTelemetry
                .getPropagators()
                .getTextMapPropagator()
                .extract(Context.current(), header, Headers.GETTER);
        if (kind != UnitOfWork.Kind.REQUEST) {
            return new TaskSpan(tracer, name, parent);
        }
        return parent.with(tracer.spanBuilder(name)
                .setParent(parent)
                .setSpanKind(SpanKind.SERVER)
                .startSpan());
    }

    /** Begins the span; the exporter completes it. If the call is lost before, the span is never ended. */
    @Override
    public @Nullable String announce(StatementCall call) {
        if (mode == BridgeMode.OTEL_AGENT) {
            return null;
        }
        String name = call.text().summary();
        Span span = tracer.spanBuilder(name.isEmpty() ? call.session().facts().system() : name)
                .setParent(call.traceContext() instanceof Context known ? known : Context.root())
                .setSpanKind(StatementFacts.inProcess(call) ? SpanKind.INTERNAL : SpanKind.CLIENT)
                .startSpan();
        call.announced(span);
        SpanContext ids = span.getSpanContext();
        return ids.isSampled() ? "00-" + ids.getTraceId() + '-' + ids.getSpanId() + "-01" : null;
    }

    @Override
    public void served(StatementCall call) {
        if (call.traceContext() instanceof Context context) {
            Span.fromContext(context).addEvent(ServedEvents.name(call), ServedEvents.attributes(call));
        }
    }

    @Override
    public void transaction(TransactionSignal step) {
        if (transactions && step.sampled() && step.traceContext() instanceof Context context) {
            Span.fromContext(context).addEvent(TransactionEvents.name(step.step()), TransactionEvents.attributes(step));
        }
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
