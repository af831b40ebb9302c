package dev.covet.optimizer.features.cache.report;

import dev.covet.optimizer.engine.Stage;
import dev.covet.optimizer.engine.StatementCall;
import dev.covet.optimizer.sql.StatementKind;
import java.util.function.BiFunction;

/** Counts what the cache's own stage, which comes next, has said of each query of the application. */
public final class ReportStage implements Stage {
    private static final String TEXT = Outcome.TEXT.word();

    private final BiFunction<StatementCall, ReportStage, Outcomes> outcomes;

    /**
     * One that has counted nothing yet.
     *
     * @param outcomes where those of a call's query are kept
     */
    public ReportStage(BiFunction<StatementCall, ReportStage, Outcomes> outcomes) {
        this.outcomes = outcomes;
    }

    @Override
    public String feature() {
        return "cache";
    }

    @Override
    public void exit(StatementCall call) {
        if (call.text().kind() != StatementKind.SELECT
                || call.ours()
                || call.session().ours()
                || call.failure() != null) {
            return;
        }
        String word = call.cached();
        long nanos = call.served() ? call.savedNanos() : call.endNanos() - call.startNanos();
        // Of a text that is never answered nothing is said each time.
        outcomes.apply(call, this).add(word.isEmpty() ? TEXT : word, nanos);
    }
}
