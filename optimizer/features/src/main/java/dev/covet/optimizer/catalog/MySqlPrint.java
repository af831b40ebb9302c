package dev.covet.optimizer.catalog;

import dev.covet.optimizer.sql.QueryShape;
import dev.covet.optimizer.sql.TableName;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * One statement on the information schema of MySQL and MariaDB: the tables that a query names, as any session with the same
 * rights and {@code sql_mode} would have them described, whatever its time zone is. Views and stored functions are not in it,
 * as queries that use them are refused, nor is what only writes depend on. When a table was made is in it, so that one which
 * was put in its place without a word in the log is another one.
 */
final class MySqlPrint {
    private static final String SQL = """
            select concat_ws(char(31), 'table', t.table_schema, t.table_name, t.table_type, ifnull(t.engine, ''),
                ifnull(t.table_collation, ''), ifnull(t.create_options, ''), ifnull(unix_timestamp(t.create_time), ''))
              from information_schema.tables t where {tables}
            union all
            select concat_ws(char(31), 'column', t.table_schema, t.table_name, t.ordinal_position, t.column_name,
                t.column_type, t.is_nullable, ifnull(t.character_set_name, ''), ifnull(t.collation_name, ''),
                ifnull(t.extra, ''), ifnull(t.generation_expression, ''))
              from information_schema.columns t where {tables}
            """;

    private static final int PARTS = 2;

    private MySqlPrint() {}

    /** Empty if it cannot be said. */
    static String ask(Connection asking, QueryShape shape) throws SQLException {
        List<String> names = shape.tables().stream().map(TableName::name).toList();
        MySqlWanted wanted = MySqlWanted.of(names);
        Set<String> lines = new TreeSet<>();
        try (PreparedStatement statement = asking.prepareStatement(SQL.replace("{tables}", wanted.condition()))) {
            int position = 1;
            for (int part = 0; part < PARTS; part++) {
                for (String value : wanted.values()) {
                    statement.setString(position++, value);
                }
            }
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    lines.add(Objects.requireNonNullElse(rows.getString(1), ""));
                }
            }
        }
        return lines.isEmpty() || lines.contains("") ? "" : digest(String.join("\n", lines));
    }

    private static String digest(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException none) {
            throw new IllegalStateException(none);
        }
    }
}
