package dev.covet.optimizer.catalog;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/** One statement on the information schema of MySQL and MariaDB, and one for the variables of the session. */
final class MySqlQuestion {
    private static final String VARIABLES =
            "show session variables where variable_name in ('tx_isolation', 'transaction_isolation', 'sql_mode',"
                    + " 'sql_select_limit', 'sql_auto_is_null', 'max_statement_time', 'max_execution_time')";

    private static final String SQL = """
            select 'table', concat(t.table_schema, '.', t.table_name),
                concat(t.table_type, '/', coalesce(t.engine, '')) from information_schema.tables t where {tables}
            union all
            select 'zerofill', concat(t.table_name, '.', t.column_name), '' from information_schema.columns t
              where lower(t.column_type) like '%zerofill%' and ({tables})
            union all
            select 'generated', concat(t.table_name, '.', t.column_name), t.generation_expression
              from information_schema.columns t where coalesce(t.generation_expression, '') <> '' and ({tables})
            union all
            select 'unique', lower(max(t.column_name)), '' from information_schema.statistics t
              where t.non_unique = 0 and ({tables})
              group by t.table_schema, t.table_name, t.index_name having count(*) = 1
            union all
            select 'integer', lower(t.column_name), '' from information_schema.columns t
              where t.data_type in ('tinyint', 'smallint', 'mediumint', 'int', 'bigint') and ({tables})
            union all
            select 'view', concat(t.table_schema, '.', t.table_name), t.view_definition from information_schema.views t
              where {views} and ({tables})
            union all
            select 'suspect', lower(t.table_name), '' from information_schema.tables t
              where {suspects} and t.table_schema = database() and t.table_type not in ('BASE TABLE', 'SYSTEM VERSIONED')
            union all
            select 'routine', lower(r.routine_name), '' from information_schema.routines r
              where r.routine_schema = database() and lower(r.routine_name) in ({names})
            """;

    private final List<String> functions;
    private final List<String> tables;
    private final boolean suspects;
    private final boolean views;

    /**
     * What to ask.
     *
     * @param suspects whether to ask, too, for all that does more than it shows
     * @param views whether to ask, too, for the texts of views
     */
    MySqlQuestion(List<String> functions, List<String> tables, boolean suspects, boolean views) {
        this.functions = functions;
        this.suspects = suspects;
        this.views = views;
        this.tables = tables;
    }

    /** One thing the server says. */
    record Fact(String what, String name, String detail) {}

    List<Fact> ask(Connection connection) throws SQLException {
        List<Fact> facts = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(VARIABLES)) {
            while (rows.next()) {
                facts.add(new Fact("variable", text(rows, 1), text(rows, 2)));
            }
        }
        StringBuilder wanted = new StringBuilder();
        List<String> values = new ArrayList<>();
        for (String table : tables) {
            int dot = table.lastIndexOf('.');
            wanted.append(wanted.isEmpty() ? "" : " or ");
            wanted.append(dot < 0 ? "t.table_schema = database()" : "lower(t.table_schema) = ?");
            wanted.append(" and lower(t.table_name) = ?");
            if (dot >= 0) {
                values.add(table.substring(0, dot));
            }
            values.add(table.substring(dot + 1));
        }
        String marks = String.join(", ", Collections.nCopies(Math.max(1, functions.size()), "?"));
        String sql = SQL.replace("{tables}", tables.isEmpty() ? "1 = 0" : wanted)
                .replace("{views}", views ? "1 = 1" : "1 = 0")
                .replace("{suspects}", suspects ? "1 = 1" : "1 = 0")
                .replace("{names}", marks);
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, values);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    facts.add(new Fact(text(rows, 1), text(rows, 2), text(rows, 3)));
                }
            }
        }
        return facts;
    }

    private void bind(PreparedStatement statement, List<String> values) throws SQLException {
        int position = 1;
        for (int part = 0; part < 6; part++) {
            for (String value : values) {
                statement.setString(position++, value);
            }
        }
        for (String function : functions) {
            statement.setString(position++, function);
        }
        if (functions.isEmpty()) {
            statement.setString(position, "");
        }
    }

    private static String text(ResultSet rows, int column) throws SQLException {
        return Objects.requireNonNullElse(rows.getString(column), "");
    }
}
