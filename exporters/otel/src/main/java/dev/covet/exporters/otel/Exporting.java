package dev.covet.exporters.otel;

import dev.covet.exporters.otel.convention.BreakerMetrics;
import dev.covet.exporters.otel.convention.CacheMetrics;
import dev.covet.exporters.otel.convention.EpochClock;
import dev.covet.exporters.otel.convention.ExportSettings;
import dev.covet.exporters.otel.convention.FindingEvents;
import dev.covet.exporters.otel.convention.HealthMetrics;
import dev.covet.exporters.otel.convention.Keys;
import dev.covet.exporters.otel.convention.Limits;
import dev.covet.exporters.otel.convention.PoolMetrics;
import dev.covet.exporters.otel.convention.PrefetchMetrics;
import dev.covet.exporters.otel.convention.RequestMetrics;
import dev.covet.exporters.otel.convention.RouteMetrics;
import dev.covet.exporters.otel.convention.SelfMetrics;
import dev.covet.exporters.otel.convention.ServedEvents;
import dev.covet.exporters.otel.convention.StatementAttributes;
import dev.covet.exporters.otel.convention.StatementCatalog;
import dev.covet.exporters.otel.convention.StatementFacts;
import dev.covet.exporters.otel.convention.StatementMetrics;
import dev.covet.exporters.otel.convention.TransactionEvents;
import dev.covet.optimizer.engine.Engine;
import dev.covet.optimizer.engine.StatementCall;
import dev.covet.optimizer.engine.signal.BreakerSignal;
import dev.covet.optimizer.engine.signal.FindingSignal;
import dev.covet.optimizer.engine.signal.PoolSignal;
import dev.covet.optimizer.engine.signal.PrefetchSignal;
import dev.covet.optimizer.engine.signal.RequestSignal;
import dev.covet.optimizer.engine.signal.Signal;
import dev.covet.optimizer.engine.signal.TaskSignal;
import dev.covet.optimizer.engine.signal.TransactionSignal;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.EventData;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** An SDK that runs, and what turns signals into its spans and metrics. */
final class Exporting {
    private final OwnSdk own;
    private final Delivery delivery;
    private final SpanIntake intake;
    private final SpanFactory spans;
    private final StatementCatalog catalog;
    private final StatementMetrics statementMetrics;
    private final RequestMetrics requestMetrics;
    private final PoolMetrics poolMetrics;
    private final PrefetchMetrics prefetchMetrics;
    private final CacheMetrics cacheMetrics;
    private final RouteMetrics routeMetrics;
    private final HealthMetrics healthMetrics;
    private final BreakerMetrics breakerMetrics;
    private final Limits limits;
    private final boolean transactions;

    Exporting(
            Engine engine,
            ExportSettings settings,
            Map<String, String> properties,
            Consumer<String> log,
            OwnTraceSource traceSource) {
        delivery = new Delivery(log);
        BooleanSupplier wanted = () -> !engine.pipeline().isEmpty();
        own = new OwnSdk(delivery, properties, wanted);
        intake = own.intake();
        delivery.countDropped(intake::dropped);
        limits = own.limits();
        transactions = settings.transactions();
        Sampling sampling = new Sampling(own.sdk().getSdkTracerProvider().getSampler());
        spans = new SpanFactory(
                own.resource(),
                sampling,
                new StatementAttributes(settings, limits),
                limits,
                new EpochClock(engine::nanoTime, EpochClock::now));
        catalog = new StatementCatalog(settings, limits);
        Meter meter = own.sdk()
                .getMeterProvider()
                .meterBuilder(Keys.SCOPE)
                .setSchemaUrl(Keys.SCHEMA_URL)
                .build();
        statementMetrics = new StatementMetrics(meter);
        requestMetrics = new RequestMetrics(meter);
        poolMetrics = new PoolMetrics(meter, wanted);
        prefetchMetrics = new PrefetchMetrics(meter, settings.summaries(), engine::pairs);
        cacheMetrics = new CacheMetrics(meter, settings.summaries());
        routeMetrics = new RouteMetrics(meter);
        healthMetrics = new HealthMetrics(meter);
        SelfMetrics.observe(meter, engine);
        breakerMetrics = new BreakerMetrics(meter, engine);
        observeSpans(meter);
        traceSource.started(sampling, own.sdk().getPropagators().getTextMapPropagator(), !intake.isEmpty());
    }

    private void observeSpans(Meter meter) {
        meter.counterBuilder("covet.spans")
                .setUnit("{span}")
                .setDescription("Spans by what became of them.")
                .buildWithCallback(measurement -> {
                    SpanCounts counts = counts();
                    measurement.record(counts.exported(), SelfMetrics.result("exported"));
                    measurement.record(counts.failed(), SelfMetrics.result("failed"));
                    measurement.record(counts.dropped(), SelfMetrics.result("dropped"));
                });
    }

    void accept(Signal signal) {
        if (signal instanceof StatementCall call) {
            statement(call);
        } else if (signal instanceof TransactionSignal step) {
            transaction(step);
        } else if (signal instanceof PrefetchSignal prefetched) {
            prefetchMetrics.record(prefetched);
        } else if (signal instanceof FindingSignal finding) {
            finding(finding);
        } else if (signal instanceof PoolSignal pool) {
            poolMetrics.accept(pool);
        } else if (signal instanceof BreakerSignal moved) {
            breakerMetrics.record(moved);
        } else if (signal instanceof RequestSignal request) {
            FinishedSpan span = intake.isEmpty() ? null : spans.request(request);
            requestMetrics.record(request, ended(span));
        } else if (signal instanceof TaskSignal task) {
            ended(intake.isEmpty() ? null : spans.task(task));
        } else if (!healthMetrics.record(signal)) {
            cacheMetrics.record(signal);
        }
    }

    private void statement(StatementCall call) {
        cacheMetrics.record(call);
        routeMetrics.record(call);
        if (call.served()) {
            served(call);
            return;
        }
        StatementFacts facts = catalog.of(call);
        FinishedSpan span = call.sampled() && !intake.isEmpty() ? spans.statement(call, facts) : null;
        statementMetrics.record(call, facts, ended(span));
        if (span != null && call.traceContext() instanceof EntryContext entry) {
            ended(entry.childEnded());
        }
    }

    /** The database was not asked, so there is neither a span nor a duration. */
    private void served(StatementCall call) {
        if (call.sampled() && call.traceContext() instanceof EntryContext entry) {
            event(entry, call.startNanos(), ServedEvents.name(call), ServedEvents.attributes(call));
        }
    }

    private void finding(FindingSignal finding) {
        prefetchMetrics.record(finding);
        if (finding.work().trace() instanceof EntryContext entry) {
            event(entry, finding.nanos(), FindingEvents.NAME, FindingEvents.attributes(finding));
        }
    }

    private void event(EntryContext entry, long nanos, String name, Attributes attributes) {
        entry.add(EventData.create(entry.epochNanos(nanos), name, attributes), limits.events());
    }

    /** The context that leads from a metric to the span. */
    private Context ended(@Nullable FinishedSpan span) {
        if (span == null) {
            return Context.root();
        }
        intake.end(span);
        return Context.root().with(Span.wrap(span.getSpanContext()));
    }

    private void transaction(TransactionSignal step) {
        if (transactions && step.sampled() && step.traceContext() instanceof EntryContext entry) {
            event(entry, step.startNanos(), TransactionEvents.name(step.step()), TransactionEvents.attributes(step));
        }
    }

    /** Of the exporter that has the most still before it. */
    SpanCounts counts() {
        long ended = intake.ended();
        long dropped = intake.dropped();
        SpanCounts slowest = new SpanCounts(ended, ended - dropped, 0, dropped);
        for (Delivery.Counted exporter : delivery.spanExporters()) {
            SpanCounts counts = new SpanCounts(ended, exporter.exported(), exporter.failed(), dropped);
            if (counts.waiting() >= slowest.waiting()) {
                slowest = counts;
            }
        }
        return slowest;
    }

    boolean flush(long nanos) {
        CompletableResultCode all = CompletableResultCode.ofAll(List.of(
                own.sdk().getSdkTracerProvider().forceFlush(),
                own.sdk().getSdkMeterProvider().forceFlush()));
        return all.join(Math.max(nanos, 0), TimeUnit.NANOSECONDS).isSuccess();
    }

    /** May take as long as the endpoint hangs. */
    void close() {
        own.sdk().getSdkTracerProvider().shutdown();
        own.sdk().getSdkMeterProvider().shutdown();
    }

    /** Says that the end did not wait any longer. */
    void abandoned() {
        delivery.abandoned();
    }
}
