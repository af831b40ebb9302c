package dev.covet.instrumentation.drivers.postgresql.change;

import dev.covet.optimizer.engine.change.ChangedTable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which tables can be read to see a change of a table: itself, those it is a partition or child of, and the partitions of
 * a root. Asked of the catalog when a table is first seen, when the server describes it again, and when some hierarchy
 * has changed.
 */
final class Relations {
    private static final String FAMILIES = """
            with recursive
            above (seed, relation) as (
              select seed, seed from unnest(?::oid[]) seed
              union select above.seed, i.inhparent
                from above join pg_inherits i on i.inhrelid = above.relation),
            below (seed, relation) as (
              select seed, seed from unnest(?::oid[]) seed join pg_class c on c.oid = seed and c.relkind = 'p'
              union select below.seed, i.inhrelid
                from below join pg_inherits i on i.inhparent = below.relation)
            select f.seed::bigint, n.nspname, c.relname
              from (select * from above union select * from below) f
              join pg_class c on c.oid = f.relation
              join pg_namespace n on n.oid = c.relnamespace""";

    private final Connection asking;

    /** The names that came with the log; a table that has been renamed since has another one in the catalog. */
    private final Map<Integer, ChangedTable> described = new HashMap<>();

    private final Map<Integer, Set<ChangedTable>> families = new HashMap<>();

    Relations(Connection asking) {
        this.asking = asking;
    }

    void described(ChangedTable table, int relation) {
        described.put(relation, table);
        families.remove(relation);
    }

    /** Whether the server has described all of these. */
    boolean knows(Collection<Integer> relations) {
        return described.keySet().containsAll(relations);
    }

    /** Tables were attached somewhere or detached. */
    void hierarchyChanged() {
        families.clear();
    }

    /** All tables that show a change of these. */
    Set<ChangedTable> showing(Collection<Integer> relations) throws SQLException {
        Set<Integer> unknown = new HashSet<>(relations);
        unknown.removeAll(families.keySet());
        if (!unknown.isEmpty()) {
            ask(unknown);
        }
        Set<ChangedTable> showing = new HashSet<>();
        for (Integer relation : relations) {
            showing.addAll(families.getOrDefault(relation, Set.of()));
        }
        return showing;
    }

    private void ask(Set<Integer> unknown) throws SQLException {
        Map<Integer, Set<ChangedTable>> found = new HashMap<>();
        for (Integer relation : unknown) {
            Set<ChangedTable> family = found.computeIfAbsent(relation, none -> new HashSet<>());
            ChangedTable itself = described.get(relation);
            if (itself != null) {
                family.add(itself);
            }
        }
        String list = unknown.stream().map(Integer::toUnsignedString).collect(Collectors.joining(",", "{", "}"));
        try (PreparedStatement statement = asking.prepareStatement(FAMILIES)) {
            statement.setString(1, list);
            statement.setString(2, list);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    Set<ChangedTable> family = found.get((int) rows.getLong(1));
                    if (family != null) {
                        family.add(new ChangedTable(rows.getString(2), rows.getString(3)));
                    }
                }
            }
        }
        families.putAll(found);
    }
}
