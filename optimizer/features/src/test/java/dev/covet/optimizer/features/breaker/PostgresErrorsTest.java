package dev.covet.optimizer.features.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.fixtures.Sql;
import dev.covet.fixtures.postgres.PostgresServer;
import dev.covet.fixtures.postgres.PostgresStandby;
import dev.covet.optimizer.engine.node.ErrorClass;
import dev.covet.optimizer.sql.Dialect;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PostgresErrorsTest extends RealErrorsSpecification {
    private static PostgresServer server;

    @BeforeAll
    static void start() {
        server = PostgresServer.builder().setting("max_connections", "20").start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Override
    Dialect dialect() {
        return Dialect.POSTGRESQL;
    }

    @Override
    Connection connect(String options) throws SQLException {
        return DriverManager.getConnection(url(port(), database()) + '&' + options);
    }

    @Override
    String url(int port, String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + '/' + database + "?user=" + server.user() + "&password="
                + server.password();
    }

    @Override
    int port() {
        return server.port();
    }

    @Override
    String database() {
        return "postgres";
    }

    @Override
    String slow() {
        return "select 1 from pg_sleep(30)";
    }

    @Override
    String kill(Connection victim) throws SQLException {
        return "select pg_terminate_backend(" + Sql.value(victim, "select pg_backend_pid()") + ")";
    }

    @Override
    boolean runs(Connection by) {
        try {
            return !"0"
                    .equals(Sql.value(
                            by,
                            "select count(*) from pg_stat_activity where state = 'active' and query like"
                                    + " '%pg_sleep(30)%' and pid <> pg_backend_pid()"));
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    String shortLockTimeout() {
        return "set lock_timeout = '50ms'";
    }

    @Test
    void serializationFailure() throws SQLException {
        recreate("serial");
        try (Connection one = connect("");
                Connection other = connect("")) {
            for (Connection each : List.of(one, other)) {
                each.setAutoCommit(false);
                each.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
                Sql.value(each, "select word from serial where id = 1");
            }
            Sql.execute(one, "update serial set word = 'x' where id = 1");
            one.commit();
            assertClass(ErrorClass.LOCK, thrown(() -> Sql.execute(other, "update serial set word = 'y' where id = 1")));
            assertClass(ErrorClass.STATEMENT, thrown(() -> Sql.value(other, "select 1")));
        }
    }

    @Test
    void timeoutOfTheServer_andRaised() throws SQLException {
        assertClass(ErrorClass.TIMEOUT, executing("set statement_timeout = '50ms'", "select pg_sleep(30)"));
        assertClass(ErrorClass.STATEMENT, executing("do 'begin raise exception ''no''; end'"));
        assertClass(ErrorClass.STATEMENT, executing("select 1 / 0"));
    }

    @Test
    void rightsOfTheUser() throws SQLException {
        assertClass(
                ErrorClass.STATEMENT,
                executing("drop role if exists poor", "create role poor", "set role poor", "select * from pg_authid"));
    }

    @Test
    void fullServer_restart_and_standby() throws SQLException {
        List<Connection> opened = new ArrayList<>();
        assertClass(ErrorClass.SATURATION, exhausted(url(port(), database()), opened));
        for (Connection each : opened) {
            each.close();
        }
        try (Connection connection = connect("")) {
            server.stop();
            assertClass(ErrorClass.SHUTTING_DOWN, thrown(() -> Sql.value(connection, "select 1")));
            assertClass(ErrorClass.CONNECTION, thrown(() -> connect("").close()));
            server.restart();
            server.kill();
            server.restart();
        }
        try (Connection connection = connect("")) {
            server.kill();
            // Its processes may have been quick enough to say good-bye.
            assertClass(
                    thrown(() -> Sql.value(connection, "select 1")), ErrorClass.CONNECTION, ErrorClass.SHUTTING_DOWN);
            server.restart();
        }
        try (PostgresStandby standby = server.startStandby();
                Connection connection = DriverManager.getConnection(url(standby.port(), database()))) {
            assertClass(ErrorClass.ROLE_CHANGED, thrown(() -> Sql.execute(connection, "create table new (id int)")));
            assertThat(Sql.value(connection, "select pg_is_in_recovery()")).isEqualTo("t");
        }
    }
}
