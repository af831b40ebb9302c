package dev.covet.optimizer.engine.signal;

import dev.covet.optimizer.engine.ConnectionSession;
import dev.covet.optimizer.engine.UnitOfWork;
import org.jspecify.annotations.Nullable;

/**
 * A step of a transaction that the application asked for by a method, not by a statement. A begin is the first
 * statement after autocommit was switched off; it takes no time of its own.
 */
public record TransactionSignal(
        ConnectionSession session,
        Step step,
        long startNanos,
        long endNanos,
        @Nullable Throwable failure,
        @Nullable UnitOfWork work,
        @Nullable Object traceContext,
        boolean sampled)
        implements Signal {
    /** What was asked for. */
    public enum Step {
        BEGIN,
        COMMIT,
        ROLLBACK,
        SAVEPOINT,
        ROLLBACK_TO_SAVEPOINT,
        RELEASE_SAVEPOINT
    }

    @Override
    public long bytes() {
        return failure == null ? 0 : FAILURE;
    }
}
