package dev.covet.optimizer.features.prefetch;

import dev.covet.optimizer.catalog.Savepoint;
import dev.covet.optimizer.engine.Cancellation;
import dev.covet.optimizer.engine.ConnectionSession;
import dev.covet.optimizer.engine.ExecutionKind;
import dev.covet.optimizer.engine.Pipeline;
import dev.covet.optimizer.engine.StatementCall;
import dev.covet.optimizer.engine.Verdict;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** An execution of ours for several keys: traced and counted as those of the application are. */
final class OwnCall {
    /** Where the span's id is in a {@code traceparent}. */
    private static final int SPAN_START = 36;

    private static final int SPAN_END = 52;

    private final StatementCall call;
    private final Cancellation cancellation;
    private @Nullable SQLException failure;

    /** In place of an execution of the application, which can be cancelled. */
    OwnCall(StatementCall wanted, String sql, int keys) {
        ConnectionSession session = wanted.session();
        // Once the application's statement has returned, it cannot be cancelled any more.
        cancellation = wanted.endNanos() == 0 ? wanted.cancellation() : Cancellation.NONE;
        call = new StatementCall(
                session,
                session.text(sql),
                ExecutionKind.QUERY,
                true,
                session.engine().nanoTime());
        call.byUs();
        call.batch(keys, false);
    }

    /** What is executed. */
    interface Execution<T> {
        @Nullable T run() throws SQLException;
    }

    /**
     * Its answer; null if it failed or another stage was against it.
     *
     * @param single a statement of the application that may be answered now
     * @param guarded whether it stands in a savepoint, so that an error in it can be undone
     * @param cancelling ends the execution early
     */
    <T> @Nullable T answer(Statement single, boolean guarded, Cancellation.StandIn cancelling, Execution<T> execution) {
        ConnectionSession session = call.session();
        Pipeline stages = session.pipeline();
        boolean asked = stages.enter(call) == Verdict.PROCEED;
        call.origin(span());
        cancellation.passTo(cancelling);
        try {
            return asked ? execution.run() : null;
        } catch (SQLException failed) {
            failure = failed;
            call.failed(failed);
            if (cancellation.wanted() && Passing.isPassing(failed)) {
                // The transaction is left as an error of the application's own statement would leave it.
                throw new Cancelled(failed);
            }
            if (guarded) {
                heal(single, failed);
            }
            return null;
        } catch (OutOfMemoryError exhausted) {
            call.failed(exhausted);
            leave(single);
            return null;
        } finally {
            cancellation.passTo(null);
            call.returned(session.engine().nanoTime());
            stages.exit(call);
            stages.end(call);
        }
    }

    /**
     * Ends the connection: the driver may stand in the middle of an answer, and would read the rest of it as the answer of what
     * the application asks next.
     */
    private static void leave(Statement single) {
        try {
            single.getConnection().abort(Runnable::run);
        } catch (SQLException closed) {
            // Then it is what is wanted.
        }
    }

    /** The id of the call's span, by which answers can refer to it; empty if it has none. */
    private String span() {
        String header = call.sampled() ? call.session().engine().traceSource().announce(call) : null;
        return header == null || header.length() < SPAN_END ? "" : header.substring(SPAN_START, SPAN_END);
    }

    /** Undoes what an error did to the transaction, unless the driver has done so. */
    private void heal(Statement single, SQLException failed) {
        if (call.session().rows().refusal(single) != null) {
            try {
                Savepoint.heal(single.getConnection());
            } catch (SQLException unable) {
                failed.addSuppressed(unable);
            }
        }
    }

    /** How long the application has waited since this call began. */
    long waited() {
        return call.session().engine().nanoTime() - call.startNanos();
    }

    String origin() {
        return call.origin();
    }

    /** Whether it failed by what was so at this moment only. */
    boolean passing() {
        return Passing.isPassing(failure);
    }

    /** Whether the server did not take the text, whatever the values: it has no such form, or finds another meaning in it. */
    boolean misread() {
        String state = failure == null ? null : failure.getSQLState();
        return state != null && state.startsWith("42");
    }
}
