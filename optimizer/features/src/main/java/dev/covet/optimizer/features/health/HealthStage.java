package dev.covet.optimizer.features.health;

import dev.covet.optimizer.engine.ConnectionSession;
import dev.covet.optimizer.engine.ExecutionKind;
import dev.covet.optimizer.engine.Stage;
import dev.covet.optimizer.engine.StatementCall;
import dev.covet.optimizer.engine.Verdict;

/** Notes on each session when a statement runs and whether a transaction is open. Decides nothing. */
public final class HealthStage implements Stage {
    private final Watching watching;

    public HealthStage(Watching watching) {
        this.watching = watching;
    }

    @Override
    public String feature() {
        return "health";
    }

    @Override
    public Verdict enter(StatementCall call) {
        of(call).begin(call.text(), call.startNanos());
        return Verdict.PROCEED;
    }

    private static Activity of(StatementCall call) {
        ConnectionSession session = call.session();
        if (session.state().ofHealth() instanceof Activity known) {
            return known;
        }
        Activity made = new Activity(call.startNanos());
        session.state().ofHealth(made);
        return made;
    }

    private static boolean changesRows(StatementCall call) {
        return switch (call.text().kind()) {
            case INSERT, UPDATE, DELETE, MERGE -> call.kind() != ExecutionKind.BATCH;
            default -> false;
        };
    }

    @Override
    public void exit(StatementCall call) {
        Activity activity = of(call);
        activity.end(call.session().transaction(), call.startNanos(), call.endNanos());
        if (call.failure() != null) {
            Deadlock.look(call, watching);
        } else if (changesRows(call) && !call.session().transaction().active() && !call.ours()) {
            int writes = activity.autocommitted(call.work());
            if (writes == Habits.AUTOCOMMITTED_WRITES) {
                watching.habits().autocommitted(call, writes);
            }
        }
    }
}
