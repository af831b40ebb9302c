package dev.covet.benchmarks.faults;

import dev.covet.fixtures.Sql;
import dev.covet.fixtures.network.NetworkDelay;
import dev.covet.fixtures.postgres.PostgresServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The server that is to fail, and the network before it. */
final class Stage implements AutoCloseable {
    private static final String FULL = "53300";

    private final PostgresServer server =
            PostgresServer.builder().setting("max_connections", "30").start();
    private final NetworkDelay network = NetworkDelay.before("127.0.0.1", server.port());
    private final List<Connection> others = new ArrayList<>();

    Stage() throws SQLException {
        try (Connection connection = connect()) {
            Sql.execute(connection, "create table fact (id bigserial primary key)");
        }
    }

    PostgresServer server() {
        return server;
    }

    NetworkDelay network() {
        return network;
    }

    /** For the application. It has timeouts, or it would wait for a silent server for ever. */
    String url() {
        return "jdbc:postgresql://127.0.0.1:" + network.port() + "/postgres?connectTimeout=2&socketTimeout=5";
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(server.jdbcUrl("postgres"), server.user(), server.password());
    }

    /** Takes all connections that are left. */
    void fill() throws SQLException {
        try {
            while (true) {
                others.add(connect());
            }
        } catch (SQLException full) {
            if (!FULL.equals(full.getSQLState())) {
                throw full;
            }
        }
    }

    void endThoseOfTheApplication() throws SQLException {
        StringBuilder spared = new StringBuilder("0");
        for (Connection other : others) {
            spared.append(',').append(Sql.value(other, "select pg_backend_pid()"));
        }
        Sql.execute(
                others.get(0),
                "select pg_terminate_backend(pid) from pg_stat_activity where pid not in (" + spared
                        + ") and backend_type = 'client backend'");
    }

    void makeRoom() throws SQLException {
        for (Connection other : others) {
            other.close();
        }
        others.clear();
    }

    @Override
    public void close() throws SQLException {
        makeRoom();
        network.close();
        server.close();
    }
}
