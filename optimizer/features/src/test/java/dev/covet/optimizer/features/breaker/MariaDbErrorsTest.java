package dev.covet.optimizer.features.breaker;

import dev.covet.fixtures.Sql;
import dev.covet.fixtures.TestDatabase;
import dev.covet.fixtures.mariadb.MariaDbServer;
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

class MariaDbErrorsTest extends RealErrorsSpecification {
    private static MariaDbServer server;
    private static TestDatabase database;

    @BeforeAll
    static void start() {
        server = MariaDbServer.builder().option("--max-connections=20").start();
        database = server.createDatabase(connection -> {});
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Override
    Dialect dialect() {
        return Dialect.MYSQL;
    }

    String scheme() {
        return "jdbc:mariadb";
    }

    @Override
    Connection connect(String options) throws SQLException {
        return DriverManager.getConnection(url(port(), database()) + '&' + options);
    }

    @Override
    String url(int port, String database) {
        return scheme() + "://127.0.0.1:" + port + '/' + database + "?user=" + server.user() + "&password="
                + server.password();
    }

    @Override
    int port() {
        return server.port();
    }

    @Override
    String database() {
        String url = database.jdbcUrl();
        int end = url.indexOf('?');
        return url.substring(url.lastIndexOf('/', end < 0 ? url.length() : end) + 1, end < 0 ? url.length() : end);
    }

    @Override
    String slow() {
        return "select sleep(30)";
    }

    @Override
    String kill(Connection victim) throws SQLException {
        return "kill " + Sql.value(victim, "select connection_id()");
    }

    @Override
    boolean runs(Connection by) {
        try {
            return !"0"
                    .equals(Sql.value(
                            by,
                            "select count(*) from information_schema.processlist where info like '%sleep(30)%'"
                                    + " and id <> connection_id()"));
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    String shortLockTimeout() {
        return "set innodb_lock_wait_timeout = 1";
    }

    @Test
    void timeoutOfTheServer_andReadOnly() throws SQLException {
        recreate("written");
        assertClass(
                ErrorClass.TIMEOUT,
                executing(
                        "set max_statement_time = 1",
                        "select count(*) from information_schema.columns a, information_schema.columns b,"
                                + " information_schema.columns c"));
        assertClass(
                ErrorClass.ROLE_CHANGED,
                executing("start transaction read only", "insert into written values (5, 'x')"));
    }

    @Test
    void fullServer_and_restart() throws SQLException {
        List<Connection> opened = new ArrayList<>();
        assertClass(ErrorClass.SATURATION, exhausted(url(port(), database()), opened));
        for (Connection each : opened) {
            each.close();
        }
        try (Connection connection = connect("")) {
            server.stop();
            assertUnreachable(thrown(() -> Sql.value(connection, "select 1")));
            assertClass(ErrorClass.CONNECTION, thrown(() -> connect("").close()));
            server.restart();
        }
        try (Connection connection = connect("")) {
            server.kill();
            assertClass(ErrorClass.CONNECTION, thrown(() -> Sql.value(connection, "select 1")));
            server.restart();
        }
    }

    private void assertUnreachable(SQLException thrown) {
        org.assertj.core.api.Assertions.assertThat(dev.covet.optimizer.engine.node.ErrorClasses.of(thrown, dialect())
                        .isUnreachable())
                .as("%s %s %d", thrown, thrown.getSQLState(), thrown.getErrorCode())
                .isTrue();
    }
}
