package dev.covet.instrumentation.jdbc.binlog;

import dev.covet.optimizer.engine.change.ChangedTable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which tables lose or change rows when rows of another are deleted or updated: the storage engine does that, and the log
 * does not tell. Asked of the catalog of the current schema and of all that its foreign keys lead to.
 */
final class CascadeGraph {
    private static final String QUESTION = """
            select constraint_schema, table_name, unique_constraint_schema, referenced_table_name
              from information_schema.referential_constraints
             where constraint_schema = ?
               and (delete_rule not in ('NO ACTION', 'RESTRICT') or update_rule not in ('NO ACTION', 'RESTRICT'))""";

    /** By parents, all in lower case. */
    private final Map<ChangedTable, Set<ChangedTable>> children = new HashMap<>();

    private final Set<String> schemas = new HashSet<>();

    static CascadeGraph ask(Connection asking) throws SQLException {
        CascadeGraph graph = new CascadeGraph();
        Deque<String> open = new ArrayDeque<>();
        String current = current(asking);
        if (current != null) {
            open.add(current);
        }
        try (PreparedStatement statement = asking.prepareStatement(QUESTION)) {
            while (!open.isEmpty()) {
                String schema = open.remove();
                if (graph.schemas.add(schema)) {
                    statement.setString(1, schema);
                    graph.take(statement, open);
                }
            }
        }
        return graph;
    }

    /** Not what the driver calls the catalog: it may be set to call that a schema. */
    private static @Nullable String current(Connection asking) throws SQLException {
        try (Statement statement = asking.createStatement();
                ResultSet row = statement.executeQuery("select database()")) {
            return row.next() ? row.getString(1) : null;
        }
    }

    private void take(PreparedStatement statement, Collection<String> parents) throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                ChangedTable child = lower(rows.getString(1), rows.getString(2));
                add(lower(rows.getString(3), rows.getString(4)), child);
                parents.add(rows.getString(3));
            }
        }
    }

    void add(ChangedTable parent, ChangedTable child) {
        children.computeIfAbsent(parent, none -> new HashSet<>()).add(child);
    }

    /** All that may have changed with these, themselves not among them unless they are children, too. */
    Set<ChangedTable> below(Collection<ChangedTable> cut) {
        Set<ChangedTable> below = new HashSet<>();
        Deque<ChangedTable> open = new ArrayDeque<>();
        cut.forEach(table -> open.add(lower(table.schema(), table.name())));
        while (!open.isEmpty()) {
            for (ChangedTable child : children.getOrDefault(open.remove(), Set.of())) {
                if (below.add(child)) {
                    open.add(child);
                }
            }
        }
        return below;
    }

    private static ChangedTable lower(String schema, String name) {
        return new ChangedTable(schema.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT));
    }
}
