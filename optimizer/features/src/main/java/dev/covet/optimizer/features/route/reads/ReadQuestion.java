package dev.covet.optimizer.features.route.reads;

import dev.covet.optimizer.engine.WriteClock;
import dev.covet.optimizer.sql.QueryShape;
import dev.covet.optimizer.sql.SqlText;

/** A query that the catalog has to be asked about. */
public final class ReadQuestion {
    private final ReadPlan plan;
    private final WriteClock clock;

    ReadQuestion(ReadPlan plan, WriteClock clock) {
        this.plan = plan;
        this.clock = clock;
    }

    public SqlText text() {
        return plan.text();
    }

    QueryShape shape() {
        return QueryShape.of(plan.text());
    }

    ReadPlan plan() {
        return plan;
    }

    WriteClock clock() {
        return clock;
    }
}
