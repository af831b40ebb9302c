package dev.covet.benchmarks.route;

import dev.covet.fixtures.Sql;
import dev.covet.fixtures.postgres.PostgresServer;
import dev.covet.fixtures.postgres.PostgresStandby;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** A primary with notes of a thousand users, and its replica. */
final class Servers implements AutoCloseable {
    static final int USERS = 1_000;

    private final PostgresServer primary = PostgresServer.start();
    private final PostgresStandby replica;

    Servers() throws SQLException {
        try (Connection connection = connect(primary.jdbcUrl("postgres"))) {
            Sql.execute(
                    connection,
                    "create table note (id int primary key, version bigint not null, text text not null)",
                    "insert into note select i, 0, 'a note of ' || i from generate_series(1, " + USERS + ") i",
                    "vacuum analyze note");
        }
        replica = primary.startStandby();
        replica.awaitCaughtUp();
    }

    private Connection connect(String url) throws SQLException {
        return DriverManager.getConnection(url, primary.user(), primary.password());
    }

    /** The replica shows a commit so many milliseconds after it at the earliest. */
    void delay(int millis) throws SQLException {
        try (Connection connection = connect(replica.jdbcUrl("postgres"))) {
            Sql.execute(connection, "alter system set recovery_min_apply_delay = " + millis, "select pg_reload_conf()");
        }
    }

    String replica() {
        return "127.0.0.1:" + replica.port();
    }

    /** With user and password. */
    String url(boolean ofReplica) {
        return (ofReplica ? replica.jdbcUrl("postgres") : primary.jdbcUrl("postgres")) + "?user=" + primary.user()
                + "&password=" + primary.password();
    }

    @Override
    public void close() {
        primary.close();
    }
}
