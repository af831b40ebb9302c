package dev.covet.exporters.otel.bridge;

import dev.covet.exporters.otel.convention.BreakerMetrics;
import dev.covet.exporters.otel.convention.CacheMetrics;
import dev.covet.exporters.otel.convention.EpochClock;
import dev.covet.exporters.otel.convention.ExportSettings;
import dev.covet.exporters.otel.convention.Failures;
import dev.covet.exporters.otel.convention.HealthMetrics;
import dev.covet.exporters.otel.convention.Keys;
import dev.covet.exporters.otel.convention.Limits;
import dev.covet.exporters.otel.convention.PoolMetrics;
import dev.covet.exporters.otel.convention.PrefetchMetrics;
import dev.covet.exporters.otel.convention.RequestAttributes;
import dev.covet.exporters.otel.convention.RequestMetrics;
import dev.covet.exporters.otel.convention.RouteMetrics;
import dev.covet.exporters.otel.convention.SelfMetrics;
import dev.covet.exporters.otel.convention.StatementAttributes;
import dev.covet.exporters.otel.convention.StatementCatalog;
import dev.covet.exporters.otel.convention.StatementFacts;
import dev.covet.exporters.otel.convention.StatementMetrics;
import dev.covet.optimizer.engine.Engine;
import dev.covet.optimizer.engine.StatementCall;
import dev.covet.optimizer.engine.signal.BreakerSignal;
import dev.covet.optimizer.engine.signal.FindingSignal;
import dev.covet.optimizer.engine.signal.PoolSignal;
import dev.covet.optimizer.engine.signal.PrefetchSignal;
import dev.covet.optimizer.engine.signal.RequestSignal;
import dev.covet.optimizer.engine.signal.Signal;
import dev.covet.optimizer.engine.signal.SignalSink;
import dev.covet.optimizer.engine.signal.TaskSignal;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Makes spans and metrics through the application's OpenTelemetry. Beside an agent it makes only metrics of our own:
 * everything else the agent has already.
 */
public final class BridgeExporter implements SignalSink {
    private final BridgeMode mode;
    private final Tracer tracer;
    private final StatementCatalog catalog;
    private final StatementAttributes attributes;
    private final EpochClock clock;
    private final StatementMetrics statementMetrics;
    private final RequestMetrics requestMetrics;
    private final PoolMetrics poolMetrics;
    private final PrefetchMetrics prefetchMetrics;
    private final CacheMetrics cacheMetrics;
    private final RouteMetrics routeMetrics;
    private final HealthMetrics healthMetrics;
    private final BreakerMetrics breakerMetrics;

    public BridgeExporter(Engine engine, OpenTelemetry openTelemetry, BridgeMode mode, ExportSettings settings) {
        this.mode = mode;
        tracer = BridgeTraceSource.tracer(openTelemetry);
        catalog = new StatementCatalog(settings, Limits.DEFAULT);
        attributes = new StatementAttributes(settings, Limits.DEFAULT);
        clock = new EpochClock(engine::nanoTime, EpochClock::now);
        Meter meter = openTelemetry
                .getMeterProvider()
                .meterBuilder(Keys.SCOPE)
                .setSchemaUrl(Keys.SCHEMA_URL)
                .build();
        SelfMetrics.observe(meter, engine);
        breakerMetrics = new BreakerMetrics(meter, engine);
        prefetchMetrics = new PrefetchMetrics(meter, settings.summaries(), engine::pairs);
        cacheMetrics = new CacheMetrics(meter, settings.summaries());
        routeMetrics = new RouteMetrics(meter);
        healthMetrics = new HealthMetrics(meter);
        Meter standard = mode == BridgeMode.OTEL_AGENT
                ? OpenTelemetry.noop().getMeterProvider().get(Keys.SCOPE)
                : meter;
        statementMetrics = new StatementMetrics(standard);
        requestMetrics = new RequestMetrics(standard);
        poolMetrics = new PoolMetrics(standard, () -> !engine.pipeline().isEmpty());
    }

    @Override
    public void accept(Signal signal) {
        if (signal instanceof StatementCall call) {
            cacheMetrics.record(call);
            routeMetrics.record(call);
        }
        if (signal instanceof PrefetchSignal prefetched) {
            prefetchMetrics.record(prefetched);
        } else if (signal instanceof FindingSignal finding) {
            prefetchMetrics.record(finding);
        } else if (signal instanceof BreakerSignal moved) {
            breakerMetrics.record(moved);
        } else if (!cacheMetrics.record(signal) && !healthMetrics.record(signal) && mode != BridgeMode.OTEL_AGENT) {
            standard(signal);
        }
    }

    /** What the conventions name: the other agent says it in our place. */
    private void standard(Signal signal) {
        if (signal instanceof StatementCall call) {
            statement(call);
        } else if (signal instanceof PoolSignal pool) {
            poolMetrics.accept(pool);
        } else if (signal instanceof RequestSignal request) {
            request(request);
        } else if (signal instanceof TaskSignal task) {
            task(task);
        }
    }

    private void statement(StatementCall call) {
        if (call.served()) {
            return;
        }
        StatementFacts facts = catalog.of(call);
        Context parent = call.traceContext() instanceof Context known ? known : Context.root();
        Context context = call.sampled() ? parent.with(span(call, facts, parent)) : parent;
        statementMetrics.record(call, facts, context);
    }

    private Span span(StatementCall call, StatementFacts facts, Context parent) {
        long start = clock.epochNanos(call.startNanos());
        long end = start + Math.max(0, call.endNanos() - call.startNanos());
        Span span = call.announced() instanceof Span begun
                ? begun.updateName(facts.spanName())
                : tracer.spanBuilder(facts.spanName())
                        .setParent(parent)
                        .setSpanKind(facts.inProcess() ? SpanKind.INTERNAL : SpanKind.CLIENT)
                        .setStartTimestamp(start, TimeUnit.NANOSECONDS)
                        .setAllAttributes(facts.span())
                        .startSpan();
        if (span.isRecording()) {
            span.setAllAttributes(attributes.of(call, facts));
            failed(span, call.failure(), end);
        }
        span.end(end, TimeUnit.NANOSECONDS);
        return span;
    }

    private static void failed(Span span, @Nullable Throwable failure, long at) {
        if (failure != null) {
            span.setStatus(StatusCode.ERROR, Failures.message(failure));
            span.addEvent("exception", Failures.event(failure), at, TimeUnit.NANOSECONDS);
        }
    }

    /** A request whose entry span is not ours has its metric elsewhere too. */
    private void request(RequestSignal request) {
        if (request.work().trace() instanceof Context context) {
            Span span = Span.fromContext(context);
            span.updateName(RequestAttributes.spanName(request));
            if (RequestAttributes.errorType(request) != null) {
                span.setStatus(StatusCode.ERROR);
            }
            end(span, RequestAttributes.span(request), request.failure(), request.endNanos());
            requestMetrics.record(request, context);
        }
    }

    private void task(TaskSignal task) {
        if (!(task.work().trace() instanceof TaskSpan made)) {
            return;
        }
        if (task.work().waitNanos() > 0) {
            // It waited for a connection, so it is worth a span without a statement.
            made.context();
        }
        made.end(span -> end(span, RequestAttributes.task(task), task.failure(), task.endNanos()));
    }

    private void end(Span span, Attributes entry, @Nullable Throwable failure, long endNanos) {
        long end = clock.epochNanos(endNanos);
        span.setAllAttributes(entry);
        failed(span, failure, end);
        span.end(end, TimeUnit.NANOSECONDS);
    }
}
