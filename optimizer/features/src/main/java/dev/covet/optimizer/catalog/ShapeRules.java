package dev.covet.optimizer.catalog;

import dev.covet.optimizer.sql.Clause;
import dev.covet.optimizer.sql.QueryShape;
import java.util.ArrayList;
import java.util.List;

/** What a text alone says against asking its query at another time or place, or giving its answer again. */
public final class ShapeRules {
    private ShapeRules() {}

    /**
     * The reasons; empty if there is none.
     *
     * @param feature that asks, which a comment may switch off
     */
    public static List<String> reasons(QueryShape shape, String feature) {
        List<String> reasons = new ArrayList<>();
        if (shape.excludes(feature)) {
            reasons.add("a comment in the query switches this off");
        }
        if (Purpose.of(feature) == Purpose.ROUTE) {
            ReplicaRules.add(reasons, shape);
        } else {
            ofAnswer(reasons, shape);
        }
        clause(reasons, shape, Clause.LOCKING, "the query locks rows");
        clause(reasons, shape, Clause.INTO, "the query has INTO");
        clause(reasons, shape, Clause.USER_VARIABLE, "the query has a variable of the session (@)");
        return reasons;
    }

    private static void ofAnswer(List<String> reasons, QueryShape shape) {
        if (!shape.understood()) {
            reasons.add("the query is not understood: " + shape.doubt());
        }
        if (shape.reserved()) {
            reasons.add("the query uses the name " + QueryShape.RESERVED + ", which is reserved");
        }
        clause(reasons, shape, Clause.TABLESAMPLE, "the query has TABLESAMPLE, which takes rows by chance");
    }

    /** The reasons against several keys in one statement; empty if there is none. */
    public static List<String> alone(QueryShape shape) {
        List<String> reasons = new ArrayList<>();
        if (shape.regrouped()) {
            reasons.add("the query has DISTINCT, GROUP BY or a set operation, whose rows come in any order");
        }
        if (shape.takesAnyRows()) {
            reasons.add("the query has a limit without ORDER BY, which takes any rows");
        }
        return reasons;
    }

    private static void clause(List<String> reasons, QueryShape shape, Clause clause, String reason) {
        if (shape.has(clause)) {
            reasons.add(reason);
        }
    }
}
