package dev.covet.optimizer.features.breaker;

import dev.covet.optimizer.engine.Stage;
import dev.covet.optimizer.engine.StatementCall;
import dev.covet.optimizer.engine.TransactionState;
import dev.covet.optimizer.engine.Verdict;
import dev.covet.optimizer.engine.node.WatchedNode;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Counts what statements say of their node, and refuses those that would only wait for it. */
final class BreakerStage implements Stage {
    private final @Nullable QueryTimeouts timeouts;

    BreakerStage(BreakerSettings settings) {
        this.timeouts = settings.limitsTime() ? new QueryTimeouts(settings) : null;
    }

    @Override
    public String feature() {
        return "breaker";
    }

    @Override
    public Verdict enter(StatementCall call) {
        WatchedNode node = call.session().place().node();
        if (node != null && !node.isClosed() && !call.ours() && isAlone(call)) {
            SQLException refusal = node.refusesStatement();
            if (refusal != null) {
                return new Verdict.Reject(refusal);
            }
        }
        if (timeouts != null && !call.ours()) {
            timeouts.begin(call);
        }
        return Verdict.PROCEED;
    }

    /** Whether no transaction waits for it, in which the driver knows best whether its connection works. */
    private static boolean isAlone(StatementCall call) {
        TransactionState transaction = call.session().transaction();
        return transaction.autoCommit() && !transaction.active() && !transaction.distributed();
    }

    @Override
    public void exit(StatementCall call) {
        if (timeouts != null) {
            timeouts.end(call);
        }
        WatchedNode node = call.session().place().node();
        if (node != null && call.failure() == null && call.lost() == null && !call.served()) {
            node.answered(call.endNanos(), call.endNanos() - call.startNanos());
        }
    }

    /** Rows may fail to arrive after the statement was answered. */
    @Override
    public void end(StatementCall call) {
        Throwable failure = call.lost() == null ? call.failure() : call.lost();
        WatchedNode node = failure == null ? null : call.session().place().node();
        if (node != null && failure != null) {
            node.failed(failure);
        }
    }
}
