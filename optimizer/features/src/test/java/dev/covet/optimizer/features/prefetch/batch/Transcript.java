package dev.covet.optimizer.features.prefetch.batch;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What an application can read from a result.
 *
 * @param columns all that its metadata says of each column
 * @param rows in the order they came, each column by {@code getString} and {@code getObject}
 */
record Transcript(List<String> columns, List<List<String>> rows) {
    static Transcript of(ResultSet result) throws SQLException {
        return new Transcript(columns(result.getMetaData(), result.getMetaData().getColumnCount()), rows(result));
    }

    /** The results of the single queries, by the ordinal in the last column. */
    static List<Transcript> split(ResultSet result, int keys) throws SQLException {
        int hidden = result.getMetaData().getColumnCount();
        List<String> columns = columns(result.getMetaData(), hidden - 1);
        List<Transcript> parts = new ArrayList<>();
        for (int i = 0; i < keys; i++) {
            parts.add(new Transcript(columns, new ArrayList<>()));
        }
        while (result.next()) {
            int ordinal = result.getInt(hidden);
            if (ordinal <= keys) {
                parts.get(ordinal - 1).rows.add(row(result, hidden - 1));
            }
        }
        return parts;
    }

    /** The rows as text. */
    List<List<String>> texts() {
        return rows.stream()
                .map(row -> row.stream()
                        .map(value -> value.substring(0, value.indexOf(" / ")))
                        .toList())
                .toList();
    }

    private static List<List<String>> rows(ResultSet result) throws SQLException {
        int columns = result.getMetaData().getColumnCount();
        List<List<String>> rows = new ArrayList<>();
        while (result.next()) {
            rows.add(row(result, columns));
        }
        return rows;
    }

    private static List<String> row(ResultSet result, int columns) throws SQLException {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
            Object value = result.getObject(i);
            String object = value instanceof byte[] bytes ? Arrays.toString(bytes) : String.valueOf(value);
            row.add(result.getString(i) + " / " + object + " / "
                    + (value == null ? "" : value.getClass().getName()));
        }
        return row;
    }

    private static List<String> columns(ResultSetMetaData data, int count) throws SQLException {
        List<String> columns = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            columns.add(data.getColumnLabel(i)
                    + ' '
                    + data.getColumnName(i)
                    + ' '
                    + data.getColumnTypeName(i)
                    + ' '
                    + data.getColumnType(i)
                    + ' '
                    + data.getPrecision(i)
                    + ' '
                    + data.getScale(i)
                    + ' '
                    + data.getColumnDisplaySize(i)
                    + ' '
                    + data.isNullable(i)
                    + ' '
                    + data.isAutoIncrement(i)
                    + ' '
                    + data.isSigned(i)
                    + ' '
                    + data.getTableName(i)
                    + ' '
                    + data.getSchemaName(i)
                    + ' '
                    + data.getColumnClassName(i));
        }
        return columns;
    }
}
