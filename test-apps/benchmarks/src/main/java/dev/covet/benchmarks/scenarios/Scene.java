package dev.covet.benchmarks.scenarios;

import dev.covet.fixtures.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/**
 * One program's table of four rows, its connection and somebody else's on the bare driver.
 *
 * @param own may be answered without the database
 * @param second likewise
 * @param other asks the database
 * @param table {@code (id int primary key, v text)} with the values v1 to v4
 * @param hinted a query as it is to be written so that it may be answered without the database
 */
record Scene(Connection own, Connection second, Connection other, String table, UnaryOperator<String> hinted) {
    private static final long WARMING = TimeUnit.MILLISECONDS.toNanos(900);

    /** Two sources. */
    interface Source {
        Connection connect() throws SQLException;
    }

    String query() {
        return "select id, v from " + table + " order by id";
    }

    /** What a prepared query shows. */
    String asked(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(hinted.apply(sql));
                ResultSet rows = statement.executeQuery()) {
            return told(rows);
        }
    }

    static String told(ResultSet rows) throws SQLException {
        StringBuilder told = new StringBuilder();
        int columns = rows.getMetaData().getColumnCount();
        while (rows.next()) {
            for (int i = 1; i <= columns; i++) {
                told.append(rows.getString(i)).append(i == columns ? "; " : " ");
            }
        }
        return told.toString();
    }

    /** Asks for so long that whoever keeps answers has this one. Returns the last. */
    String warm(Connection connection, String sql) throws SQLException {
        long end = System.nanoTime() + WARMING;
        String last = "";
        while (System.nanoTime() - end < 0) {
            last = asked(connection, sql);
        }
        return last;
    }

    void change(Connection connection, String value) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("update " + table + " set v = ? where id = ?")) {
            update.setString(1, value);
            update.setInt(2, 1);
            update.executeUpdate();
        }
    }

    void sql(String... statements) throws SQLException {
        Sql.execute(other, statements);
    }
}
