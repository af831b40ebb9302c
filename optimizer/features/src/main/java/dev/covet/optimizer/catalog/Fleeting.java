package dev.covet.optimizer.catalog;

import dev.covet.optimizer.sql.Dialect;
import dev.covet.optimizer.sql.QueryShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a text alone shows to be answered otherwise each time. Nobody asks the catalog here, so functions are known by their
 * names, and what an application has defined is not known at all: good enough for a forecast only.
 */
public final class Fleeting {
    private static final Set<String> SEQUENCES = Set.of("nextval", "currval", "lastval", "setval");

    private Fleeting() {}

    /** The reasons, each a sentence for people without its full stop; empty if there is none. */
    public static List<String> reasons(QueryShape shape, Dialect dialect) {
        List<String> reasons = new ArrayList<>(SteadyFunctions.reasons(shape));
        for (String name : shape.functions()) {
            if (dialect == Dialect.MYSQL ? MySqlNames.isMoment(name) : isFleeting(name)) {
                reasons.add("the function " + name + " tells of the moment, of chance, or of the session");
            }
        }
        return reasons;
    }

    private static boolean isFleeting(String name) {
        return PostgresNames.isMoment(name) || ReplicaFunctions.isFleeting(name) || SEQUENCES.contains(name);
    }
}
