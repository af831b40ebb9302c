package dev.covet.exporters.otel;

import dev.covet.exporters.otel.convention.EpochClock;
import dev.covet.exporters.otel.convention.Failures;
import dev.covet.exporters.otel.convention.Keys;
import dev.covet.exporters.otel.convention.Limits;
import dev.covet.exporters.otel.convention.RequestAttributes;
import dev.covet.exporters.otel.convention.SpanAttributes;
import dev.covet.exporters.otel.convention.StatementAttributes;
import dev.covet.exporters.otel.convention.StatementFacts;
import dev.covet.optimizer.engine.StatementCall;
import dev.covet.optimizer.engine.signal.RequestSignal;
import dev.covet.optimizer.engine.signal.TaskSignal;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes spans from signals, if they are sampled. Statements to a database in this process are INTERNAL, as nothing is
 * called over a network; all others are CLIENT.
 */
final class SpanFactory {
    private final FinishedSpan.Origin origin;
    private final Sampling sampling;
    private final StatementAttributes statements;
    private final Limits limits;
    private final EpochClock clock;

    SpanFactory(Resource resource, Sampling sampling, StatementAttributes statements, Limits limits, EpochClock clock) {
        this.origin = new FinishedSpan.Origin(
                resource,
                InstrumentationScopeInfo.builder(Keys.SCOPE)
                        .setSchemaUrl(Keys.SCHEMA_URL)
                        .build());
        this.sampling = sampling;
        this.statements = statements;
        this.limits = limits;
        this.clock = clock;
    }

    /** Null if it is not sampled. */
    @Nullable FinishedSpan statement(StatementCall call, StatementFacts facts) {
        EntryContext entry = call.traceContext() instanceof EntryContext known ? known : null;
        AnnouncedSpan span = call.announced() instanceof AnnouncedSpan known
                ? known
                : sampling.span(entry, facts.spanName(), kind(facts), facts.span());
        if (span == null) {
            return null;
        }
        long start = entry == null ? clock.epochNanos(call.startNanos()) : entry.epochNanos(call.startNanos());
        SpanAttributes attributes = statements.of(call, facts);
        if (!span.attributes().isEmpty()) {
            attributes.addAll(span.attributes());
        }
        return span(call, facts, span.context(), span.parent(), start, attributes);
    }

    private FinishedSpan span(
            StatementCall call,
            StatementFacts facts,
            SpanContext context,
            SpanContext parent,
            long start,
            SpanAttributes attributes) {
        long end = start + Math.max(0, call.endNanos() - call.startNanos());
        Throwable failure = call.failure();
        return new FinishedSpan(
                origin,
                facts.spanName(),
                kind(facts),
                context,
                parent,
                start,
                end,
                failure == null ? StatusData.unset() : failed(failure),
                attributes,
                attributes.total(),
                failure == null ? FinishedSpan.Events.NONE : events(List.of(), 0, failure, end));
    }

    private static SpanKind kind(StatementFacts facts) {
        return facts.inProcess() ? SpanKind.INTERNAL : SpanKind.CLIENT;
    }

    private static StatusData failed(Throwable failure) {
        return StatusData.create(StatusCode.ERROR, Failures.message(failure));
    }

    /** With the exception as the last one. */
    private FinishedSpan.Events events(List<EventData> before, int seen, @Nullable Throwable failure, long end) {
        if (failure == null) {
            return seen == 0 ? FinishedSpan.Events.NONE : new FinishedSpan.Events(before, seen);
        }
        List<EventData> all = new ArrayList<>(before);
        if (all.size() < limits.events()) {
            all.add(EventData.create(end, "exception", limits.apply(Failures.event(failure))));
        }
        return new FinishedSpan.Events(all, seen + 1);
    }

    @Nullable FinishedSpan request(RequestSignal request) {
        if (!(request.work().trace() instanceof EntryContext entry)) {
            return null;
        }
        String error = RequestAttributes.errorType(request);
        StatusData status = error == null
                ? StatusData.unset()
                : request.failure() == null ? StatusData.error() : failed(request.failure());
        Attributes attributes = RequestAttributes.span(request);
        return entry(
                entry,
                RequestAttributes.spanName(request),
                request.work().startNanos(),
                request.endNanos(),
                status,
                attributes,
                request.failure());
    }

    /** Libraries have periodic tasks as well; one that did nothing with a database has no span so far. */
    @Nullable FinishedSpan task(TaskSignal task) {
        Throwable failure = task.failure();
        if (!(task.work().trace() instanceof EntryContext entry)) {
            return null;
        }
        FinishedSpan span = entry(
                entry,
                task.work().name(),
                task.work().startNanos(),
                task.endNanos(),
                failure == null ? StatusData.unset() : failed(failure),
                RequestAttributes.task(task),
                failure);
        return task.work().waitNanos() > 0 ? span : entry.unlessIdle(span);
    }

    private @Nullable FinishedSpan entry(
            EntryContext entry,
            String name,
            long startNanos,
            long endNanos,
            StatusData status,
            Attributes attributes,
            @Nullable Throwable failure) {
        SpanContext context = sampling.entry(entry);
        if (!context.isSampled()) {
            return null;
        }
        long end = entry.epochNanos(endNanos);
        return new FinishedSpan(
                origin,
                name,
                entry.kind(),
                context,
                entry.parent(),
                entry.epochNanos(startNanos),
                end,
                status,
                limits.apply(attributes),
                attributes.size(),
                events(entry.events(), entry.eventsSeen(), failure, end));
    }
}
