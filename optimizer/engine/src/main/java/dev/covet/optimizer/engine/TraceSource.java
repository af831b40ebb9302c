package dev.covet.optimizer.engine;

import dev.covet.optimizer.engine.signal.TransactionSignal;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Where trace contexts come from: ours, the application's tracer, or another agent's. Called on the statement's path. */
public interface TraceSource {
    /** Nobody traces. */
    TraceSource NONE = new TraceSource() {
        @Override
        public @Nullable Object current() {
            return null;
        }

        @Override
        public boolean sampled(@Nullable Object context) {
            return false;
        }
    };

    /** The context of this thread in the tracer's own terms, or null. */
    @Nullable Object current();

    /** Whether a span below this context would be kept, as far as is known before it begins. */
    boolean sampled(@Nullable Object context);

    /**
     * Begins the trace of a request or task that enters the application here. What is returned belongs into {@link
     * UnitOfWork#trace(Object)}; the end is told by posting a {@code RequestSignal} or {@code TaskSignal}.
     *
     * @param name what is known of it already: a method, a task's name
     * @param header the value of a header of the request by its name, or null; not kept
     * @return null if there is nothing to begin: nobody traces, or another tracer has begun it
     */
    default @Nullable Object begin(UnitOfWork.Kind kind, String name, Function<String, @Nullable String> header) {
        return null;
    }

    /**
     * Decides now on the span of a call, for somebody else to refer to it.
     *
     * @return the value of a header {@code traceparent}; null if there is no span, or it is not known yet
     */
    default @Nullable String announce(StatementCall call) {
        return null;
    }

    /** A call was answered without the database, at once and on the application's thread, as for a transaction's step. */
    default void served(StatementCall call) {}

    /** A step of a transaction, at once and on the application's thread, for tracers whose spans may end any moment. */
    default void transaction(TransactionSignal step) {}
}
