package dev.covet.instrumentation.jdbc;

import dev.covet.optimizer.engine.Stage;
import dev.covet.optimizer.engine.StatementCall;
import dev.covet.optimizer.engine.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Keeps each call that has ended and decides as it is told. */
final class RecordingStage implements Stage {
    private final Function<StatementCall, Verdict> decision;
    final List<StatementCall> entered = new ArrayList<>();
    final List<StatementCall> exited = new ArrayList<>();
    final List<StatementCall> ended = new ArrayList<>();

    RecordingStage() {
        this(call -> Verdict.PROCEED);
    }

    RecordingStage(Function<StatementCall, Verdict> decision) {
        this.decision = decision;
    }

    @Override
    public String feature() {
        return "recording";
    }

    @Override
    public Verdict enter(StatementCall call) {
        entered.add(call);
        return decision.apply(call);
    }

    @Override
    public void exit(StatementCall call) {
        exited.add(call);
    }

    @Override
    public void end(StatementCall call) {
        ended.add(call);
    }

    StatementCall last() {
        return ended.get(ended.size() - 1);
    }
}
