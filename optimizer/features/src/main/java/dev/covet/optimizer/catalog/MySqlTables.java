package dev.covet.optimizer.catalog;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * One statement on the information schema of MySQL and MariaDB about tables of the current schema, and one for a variable.
 * Triggers are shown to those only who may make some: who may not learns nothing here. Defaults, checks and generated
 * columns cannot call stored functions.
 */
final class MySqlTables {
    private static final String PARTIAL = "show global variables where variable_name = 'partial_revokes'";

    private static final String GRANTEE = "concat('''', substring_index(current_user(), '@', 1), '''@''',"
            + " substring_index(current_user(), '@', -1), '''')";

    private static final String SQL = """
            select 'kind', lower(t.table_name), concat(t.table_type, '/', coalesce(t.engine, ''))
              from information_schema.tables t where t.table_schema = database() and lower(t.table_name) in ({tables})
            union all
            select 'TRIGGER', lower(g.event_object_table), '' from information_schema.triggers g
              where g.event_object_schema = database() and lower(g.event_object_table) in ({tables})
            union all
            select 'CASCADE', lower(k.referenced_table_name), '' from information_schema.referential_constraints k
              where k.constraint_schema = database() and lower(k.referenced_table_name) in ({tables})
                and (k.delete_rule not in ('NO ACTION', 'RESTRICT') or k.update_rule not in ('NO ACTION', 'RESTRICT'))
            union all
            select 'everywhere', '', '' from information_schema.referential_constraints k
              where k.constraint_schema = database() and k.unique_constraint_schema <> database()
                and (k.delete_rule not in ('NO ACTION', 'RESTRICT') or k.update_rule not in ('NO ACTION', 'RESTRICT'))
            union all
            select 'function', lower(r.routine_name), '' from information_schema.routines r
              where r.routine_schema = database() and lower(r.routine_name) in ({functions})
            union all
            select 'granted', '', '' from information_schema.user_privileges p
              where p.privilege_type = 'TRIGGER' and p.grantee = {grantee}
            union all
            select 'granted', '', '' from information_schema.schema_privileges p
              where p.privilege_type = 'TRIGGER' and p.grantee = {grantee} and database() like p.table_schema
            """;

    private final List<String> tables;
    private final List<String> functions;
    private final GatheredFacts facts = new GatheredFacts();
    private boolean granted;

    MySqlTables(Collection<String> tables, Collection<String> functions) {
        this.tables = List.copyOf(tables);
        this.functions = List.copyOf(functions);
    }

    TableFacts ask(Connection connection) throws SQLException {
        try (Statement statement = Bound.on(connection.createStatement());
                ResultSet rows = statement.executeQuery(PARTIAL)) {
            while (rows.next()) {
                if (!"OFF".equalsIgnoreCase(rows.getString(2))) {
                    facts.notCurrent();
                }
            }
        }
        String sql = SQL.replace("{tables}", marks(tables))
                .replace("{functions}", marks(functions))
                .replace("{grantee}", GRANTEE);
        List<String> values = new ArrayList<>();
        for (int part = 0; part < 3; part++) {
            values.addAll(orNone(tables));
        }
        values.addAll(orNone(functions));
        try (PreparedStatement statement = Bound.on(connection.prepareStatement(sql))) {
            for (int i = 0; i < values.size(); i++) {
                statement.setString(i + 1, values.get(i));
            }
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    take(rows.getString(1), text(rows, 2), text(rows, 3));
                }
            }
        }
        if (!granted) {
            facts.notCurrent();
        }
        return facts.facts();
    }

    private void take(String what, String name, String detail) {
        switch (what) {
            case "granted" -> granted = true;
            case "kind" -> {
                facts.take("table", name);
                String kind = detail.toLowerCase(Locale.ROOT);
                if (!kind.startsWith("base table/") || !MySqlNames.isEngine(kind.substring(11))) {
                    facts.take("KIND", name);
                }
            }
            default -> facts.take(what, name);
        }
    }

    private static String marks(List<String> names) {
        return String.join(", ", Collections.nCopies(Math.max(1, names.size()), "?"));
    }

    private static List<String> orNone(List<String> names) {
        return names.isEmpty() ? List.of("") : names;
    }

    private static String text(ResultSet rows, int column) throws SQLException {
        return Objects.requireNonNullElse(rows.getString(column), "");
    }
}
