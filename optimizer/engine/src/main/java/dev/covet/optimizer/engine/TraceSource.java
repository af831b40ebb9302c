package dev.covet.optimizer.engine;

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
}
