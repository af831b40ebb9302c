package dev.covet.optimizer.catalog;

import dev.covet.optimizer.sql.Dialect;
import dev.covet.optimizer.sql.QueryShape;
import dev.covet.optimizer.sql.SqlText;
import dev.covet.optimizer.sql.TableName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds the views and tables of PostgreSQL that run functions which nobody here knows, directly or by others of them. */
final class SuspectSearch {
    private final Map<String, List<QueryShape>> definitions = new HashMap<>();
    private final Set<String> suspects = new HashSet<>();

    /**
     * One that could.
     *
     * @param definition the query that runs when it is read; empty if nobody can see that
     */
    void add(String name, String definition) {
        QueryShape shape = QueryShape.of(SqlText.of(definition, Dialect.POSTGRESQL));
        if (definition.isEmpty() || !shape.understood() || !KnownFunctions.onlyCompute(shape.functions())) {
            suspects.add(name);
        } else {
            definitions.computeIfAbsent(name, any -> new ArrayList<>()).add(shape);
        }
    }

    Set<String> found() {
        boolean more = true;
        while (more) {
            more = false;
            for (Map.Entry<String, List<QueryShape>> each : definitions.entrySet()) {
                if (each.getValue().stream().anyMatch(this::namesSuspect)) {
                    more |= suspects.add(each.getKey());
                }
            }
        }
        return suspects;
    }

    private boolean namesSuspect(QueryShape shape) {
        return shape.tables().stream().map(TableName::last).anyMatch(suspects::contains);
    }
}
