package dev.covet.optimizer.engine;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The stages that are on, in order. Immutable; a changed setting makes a new one. */
public final class Pipeline {
    public static final Pipeline EMPTY = new Pipeline(new Stage[0], new StageGuard[0]);

    // Arrays, because this is read for every statement.
    private final Stage[] stages;
    private final StageGuard[] guards;

    private Pipeline(Stage[] stages, StageGuard[] guards) {
        this.stages = stages;
        this.guards = guards;
    }

    public static Pipeline of(Map<StageOrder, Stage> stages, SelfProtection protection) {
        List<Stage> ordered = new ArrayList<>(new TreeMap<>(stages).values());
        StageGuard[] guards =
                ordered.stream().map(stage -> protection.guard(stage.feature())).toArray(StageGuard[]::new);
        return ordered.isEmpty() ? EMPTY : new Pipeline(ordered.toArray(Stage[]::new), guards);
    }

    public boolean isEmpty() {
        return stages.length == 0;
    }

    /** Asks each stage until one decides. Never throws. */
    public Verdict enter(StatementCall call) {
        for (int i = 0; i < stages.length; i++) {
            call.entered = (byte) (i + 1);
            if (guards[i].isOpen()) {
                continue;
            }
            try {
                Verdict verdict = stages[i].enter(call);
                if (verdict != Verdict.PROCEED && !(verdict instanceof Verdict.Proceed)) {
                    return verdict;
                }
            } catch (Throwable error) {
                guards[i].failed(error);
            }
        }
        return Verdict.PROCEED;
    }

    /** Asks the stages that were asked, the last one first, for something better than what the driver has thrown. Never throws. */
    public Verdict instead(StatementCall call, SQLException failure) {
        for (int i = call.entered - 1; i >= 0; i--) {
            if (guards[i].isOpen()) {
                continue;
            }
            try {
                Verdict verdict = stages[i].instead(call, failure);
                if (verdict != Verdict.PROCEED && !(verdict instanceof Verdict.Proceed)) {
                    return verdict;
                }
            } catch (Throwable error) {
                guards[i].failed(error);
            }
        }
        return Verdict.PROCEED;
    }

    /** Tells the stages that were asked how it went, the last one first. Never throws. */
    public void exit(StatementCall call) {
        for (int i = call.entered - 1; i >= 0; i--) {
            if (guards[i].isOpen()) {
                continue;
            }
            try {
                stages[i].exit(call);
            } catch (Throwable error) {
                guards[i].failed(error);
            }
        }
    }

    /** Tells the stages that were asked that nothing more will be known of the call. The first time counts. */
    public void end(StatementCall call) {
        if (!call.endOnce()) {
            return;
        }
        call.letGo();
        for (int i = call.entered - 1; i >= 0; i--) {
            if (guards[i].isOpen()) {
                continue;
            }
            try {
                stages[i].end(call);
            } catch (Throwable error) {
                guards[i].failed(error);
            }
        }
    }
}
