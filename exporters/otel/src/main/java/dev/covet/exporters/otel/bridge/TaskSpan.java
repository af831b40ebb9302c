package dev.covet.exporters.otel.bridge;

import dev.covet.exporters.otel.convention.EpochClock;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The span of a task, started when the task first does something with a database, which may be after it has ended.
 * Libraries have periodic tasks as well; those that never do have no span. Started under no lock: it runs code of others.
 */
final class TaskSpan {
    private final Tracer tracer;
    private final String name;
    private final Context parent;
    private final long startEpochNanos = EpochClock.now();

    /** Null, the context with the span, or how the task ended without one. */
    private final AtomicReference<@Nullable Object> state = new AtomicReference<>();

    TaskSpan(Tracer tracer, String name, Context parent) {
        this.tracer = tracer;
        this.name = name;
        this.parent = parent;
    }

    private record Ended(Consumer<Span> how) {}

    /** The context for what is below. Of two threads that both start the span one's is used, the other's never ends. */
    Context context() {
        while (true) {
            Object now = state.get();
            if (now instanceof Context started) {
                return started;
            }
            Span span = start();
            Context made = parent.with(span);
            if (state.compareAndSet(now, made)) {
                if (now instanceof Ended ended) {
                    ended.how.accept(span);
                }
                return made;
            }
        }
    }

    private Span start() {
        return tracer.spanBuilder(name)
                .setParent(parent)
                .setSpanKind(SpanKind.INTERNAL)
                .setStartTimestamp(startEpochNanos, TimeUnit.NANOSECONDS)
                .startSpan();
    }

    /** The task has ended. How is told at once or as soon as there is a span. */
    void end(Consumer<Span> how) {
        if (!state.compareAndSet(null, new Ended(how)) && state.get() instanceof Context started) {
            how.accept(Span.fromContext(started));
        }
    }
}
