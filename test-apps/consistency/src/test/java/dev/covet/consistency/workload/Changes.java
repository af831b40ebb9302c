package dev.covet.consistency.workload;

import dev.covet.consistency.history.Cell;
import dev.covet.consistency.history.Key;
import dev.covet.consistency.history.Table;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The writes: the same rows by all the ways that JDBC has. */
final class Changes {
    private Changes() {}

    static Change prepared(Table table, int k, long value) {
        String sql = "update " + table.name().toLowerCase(Locale.ROOT) + " set v = ? where k = ?";
        return new Change(sql, effects(table, k, value), connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setLong(1, value);
                statement.setInt(2, k);
                return statement.executeUpdate();
            }
        });
    }

    static Change plain(int k, long value) {
        return new Change("update reg, plain", effects(Table.REG, k, value), connection -> {
            try (Statement statement = connection.createStatement()) {
                return statement.executeUpdate("update reg set v = " + value + " where k = " + k);
            }
        });
    }

    static Change trail(int k, long value) {
        String sql = "update trail set v = ?, vs = right(concat(vs, ',', ?), " + Schema.TRAIL_LENGTH + ") where k = ?";
        return new Change(sql, effects(Table.TRAIL, k, value), connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setLong(1, value);
                statement.setString(2, Long.toString(value));
                statement.setInt(3, k);
                return statement.executeUpdate();
            }
        });
    }

    /** Rows that follow each other; within a transaction. */
    static Change batch(int first, List<Long> values) {
        String sql = "update reg set v = ? where k = ?";
        List<Cell> cells = new ArrayList<>();
        for (int index = 0; index < values.size(); index++) {
            cells.addAll(effects(Table.REG, first + index, values.get(index)));
        }
        return new Change("batch: " + sql, cells, connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                for (int index = 0; index < values.size(); index++) {
                    statement.setLong(1, values.get(index));
                    statement.setInt(2, first + index);
                    statement.addBatch();
                }
                return statement.executeBatch().length;
            }
        });
    }

    /** A write that is executed as a query. */
    static Change withAnswer(Dialect dialect, int k, long value) {
        String sql = dialect.writeWithAnswer();
        return new Change(sql, effects(dialect.tableWithAnswer(), k, value), connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setLong(1, value);
                statement.setInt(2, k);
                try (ResultSet rows = statement.executeQuery()) {
                    return rows.next() ? 1 : 0;
                }
            }
        });
    }

    static Change call(int k, long value) {
        return new Change("call write_reg", effects(Table.REG, k, value), connection -> {
            try (CallableStatement statement = connection.prepareCall("{call write_reg(?, ?)}")) {
                statement.setLong(1, value);
                statement.setInt(2, k);
                statement.execute();
                return 1;
            }
        });
    }

    /** By the driver's own connection; within a transaction. */
    static Change unwrapped(Dialect dialect, int k, long value) {
        return new Change("update reg by the driver", effects(Table.REG, k, value), connection -> {
            try (Statement statement = dialect.driversOwn(connection).createStatement()) {
                return statement.executeUpdate("update reg set v = " + value + " where k = " + k);
            }
        });
    }

    /** Through a result that can be changed. */
    static Change throughResult(int k, long value) {
        return new Change("updateRow", effects(Table.REG, k, value), connection -> {
            try (PreparedStatement statement = connection.prepareStatement(
                    "select k, v from reg where k = ?", ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_UPDATABLE)) {
                statement.setInt(1, k);
                try (ResultSet rows = statement.executeQuery()) {
                    rows.next();
                    rows.updateLong(2, value);
                    rows.updateRow();
                    return 1;
                }
            }
        });
    }

    /** Deletes a parent, whereupon its children go, and inserts all again; within a transaction. */
    static Change cascade(int parent, long firstValue, long secondValue) {
        int first = 2 * parent - 1;
        int second = 2 * parent;
        List<Cell> cells = List.of(
                new Cell(new Key(Table.CHILD, first), firstValue), new Cell(new Key(Table.CHILD, second), secondValue));
        return new Change("delete parent, insert again", cells, connection -> {
            try (Statement statement = connection.createStatement()) {
                if (statement.executeUpdate("delete from parent where k = " + parent) == 0) {
                    throw new SQLException("There is no parent " + parent, "02000");
                }
                statement.executeUpdate("insert into parent values (" + parent + ")");
                return statement.executeUpdate("insert into child (k, parent, v) values (" + first + ", " + parent
                        + ", " + firstValue + "), (" + second + ", " + parent + ", " + secondValue + ")");
            }
        });
    }

    static Change refill(Dialect dialect, List<Long> values, boolean copied) {
        List<Cell> cells = new ArrayList<>();
        for (int index = 0; index < values.size(); index++) {
            cells.add(new Cell(new Key(Table.BOARD, index + 1), values.get(index)));
        }
        return new Change("truncate and refill", cells, connection -> {
            dialect.refill(connection, new Refill(values, copied));
            return values.size();
        });
    }

    /** Changes a definition and no value. */
    static Change definition(String sql) {
        return new Change(sql, List.of(), connection -> {
            execute(connection, sql);
            return 1;
        });
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** What a write of a row changes: the trigger copies the one table to another. */
    private static List<Cell> effects(Table table, int k, long value) {
        Cell written = new Cell(new Key(table, k), value);
        return table == Table.REG ? List.of(written, new Cell(new Key(Table.MIRROR, k), value)) : List.of(written);
    }
}
