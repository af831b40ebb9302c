package dev.covet.conformance;

import dev.covet.fixtures.TestDatabase;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/** A database of its own for one worker, with the driver that programs use and a connection that cleans up. */
final class Target implements AutoCloseable {
    private final Dialect dialect;
    private final TestDatabase database;
    private final String url;
    private final Connection cleaner;

    Target(Dialect dialect, TestDatabase database, String url) throws SQLException {
        this.dialect = dialect;
        this.database = database;
        this.url = url;
        this.cleaner = connect();
        try (Statement statement = cleaner.createStatement()) {
            for (String sql : dialect.setup()) {
                statement.execute(sql);
            }
        }
    }

    Dialect dialect() {
        return dialect;
    }

    /** A physical connection, fresh from the driver. */
    Connection connect() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", database.user());
        properties.setProperty("password", database.password());
        return DriverManager.getConnection(url, properties);
    }

    /** Makes the database as it was before the first program. */
    void reset() throws SQLException {
        try (Statement statement = cleaner.createStatement()) {
            for (String sql : dialect.reset()) {
                statement.execute(sql);
            }
        }
    }

    /** The committed rows of all tables. */
    String contents() throws SQLException {
        StringBuilder text = new StringBuilder();
        try (Statement statement = cleaner.createStatement()) {
            for (String table : CommonSql.TABLES) {
                text.append(table).append(": ").append(rows(statement, table)).append("; ");
            }
        }
        return text.toString();
    }

    private static String rows(Statement statement, String table) {
        try (ResultSet rows = statement.executeQuery("select * from " + table + " order by 1")) {
            return Rendering.table(rows);
        } catch (SQLException | IOException e) {
            return String.valueOf(e.getMessage());
        }
    }

    @Override
    public void close() throws SQLException {
        cleaner.close();
        database.close();
    }
}
