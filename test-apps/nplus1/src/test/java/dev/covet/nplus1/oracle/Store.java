package dev.covet.nplus1.oracle;

import dev.covet.fixtures.Sql;
import dev.covet.fixtures.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;

/** Items with their parts, in one database, and a connection to it that nobody here wraps. */
final class Store implements AutoCloseable {
    private final TestDatabase database;
    private final boolean postgres;
    private final Connection raw;

    Store(TestDatabase database, boolean postgres) throws SQLException {
        this.database = database;
        this.postgres = postgres;
        this.raw = database.connect();
        rebuild();
    }

    TestDatabase database() {
        return database;
    }

    /** The database's URL for a driver that prepares nothing at the server. */
    String unprepared() {
        return database.jdbcUrl("prepareThreshold=0");
    }

    boolean postgres() {
        return postgres;
    }

    /** Not behind the boundary; commits each statement. */
    Connection raw() {
        return raw;
    }

    /** The same tables and rows as at first. */
    void rebuild() throws SQLException {
        String[] make = postgres ? PostgresTables.MAKE : MariaDbTables.MAKE;
        String name = raw.getCatalog();
        Sql.execute(
                raw,
                Arrays.stream(make).map(sql -> sql.replace("{database}", name)).toArray(String[]::new));
        refill();
    }

    /** The same rows as at first. */
    void refill() throws SQLException {
        raw.setAutoCommit(false);
        Sql.execute(raw, postgres ? PostgresTables.FILL : MariaDbTables.FILL);
        raw.commit();
        raw.setAutoCommit(true);
    }

    /** Statements that change nothing, in tables that programs may change. */
    List<String> changes() {
        return postgres ? TableDisturbances.POSTGRES : TableDisturbances.MARIADB;
    }

    /** All rows, and the state of the connection, as a connection sees them. */
    String state(Connection connection) throws SQLException {
        return Sql.value(connection, postgres ? PostgresTables.STATE : MariaDbTables.STATE);
    }

    @Override
    public void close() throws SQLException {
        raw.close();
        database.close();
    }
}
