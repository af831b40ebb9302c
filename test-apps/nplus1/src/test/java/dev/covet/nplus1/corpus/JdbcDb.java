package dev.covet.nplus1.corpus;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Over plain JDBC, with the setter of each type. */
record JdbcDb(Connection connection) implements Db {
    @Override
    public List<Map<String, Object>> query(String sql, List<Object> values) {
        List<Map<String, Object>> all = new ArrayList<>();
        each(sql, values, all::add);
        return all;
    }

    @Override
    public void each(String sql, List<Object> values, Body body) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, values);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    body.row(row(rows));
                }
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Override
    public void update(String sql, List<Object> values) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, values);
            statement.executeUpdate();
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    static void bind(PreparedStatement statement, List<Object> values) throws SQLException {
        for (int i = 0; i < values.size(); i++) {
            Object value = values.get(i);
            if (value instanceof Long number) {
                statement.setLong(i + 1, number);
            } else if (value instanceof Integer number) {
                statement.setInt(i + 1, number);
            } else if (value instanceof String text) {
                statement.setString(i + 1, text);
            } else {
                statement.setObject(i + 1, value);
            }
        }
    }

    /** Every column, by its label. */
    static Map<String, Object> row(ResultSet rows) throws SQLException {
        ResultSetMetaData metadata = rows.getMetaData();
        Map<String, Object> row = new LinkedHashMap<>();
        for (int i = 1; i <= metadata.getColumnCount(); i++) {
            row.put(metadata.getColumnLabel(i).toLowerCase(Locale.ROOT), rows.getObject(i));
        }
        return row;
    }
}
