package dev.covet.consistency.cache;

import dev.covet.fixtures.TestDatabase;
import dev.covet.fixtures.mariadb.MariaDbServer;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SharedMariaDbPitfallsTest extends SharedLogSpecification {
    private static MariaDbServer server;

    @BeforeAll
    static void startServer() {
        server = MariaDbServer.builder().start();
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @Override
    LoggingServer server() {
        return new LoggingServer(server, server, "reset master", "flush status");
    }

    @Test
    void driversOfAnotherKind_doNotShare() throws SQLException {
        try (CachedJvm one = ground().jvm();
                CachedJvm two = ground().jvm();
                Connection first = ground().connection(one);
                Connection same = ground().connection(two);
                Connection second = two.to(byMySql(), ground().database()).getConnection()) {
            ground().warm(one, first);
            ground().warm(two, same);
            ground().warm(two, second);
            ground().assertShared(first, two, same);

            ground().assertNotShared(first, two, second);
        }
    }

    private String byMySql() {
        TestDatabase database = ground().database();
        return database.jdbcUrl().replace("jdbc:mariadb:", "jdbc:mysql:");
    }

    /** One has numbers as the server writes them in binary, the other as text. */
    @Test
    void driversThatWereToldSomethingElse_doNotShare() throws SQLException {
        try (CachedJvm one = ground().jvm();
                CachedJvm two = ground().jvm();
                Connection first = ground().connection(one);
                Connection same = ground().told(two, "connectTimeout=17000");
                Connection second = ground().told(two, "useServerPrepStmts=true")) {
            ground().warm(one, first);
            ground().warm(two, same);
            ground().warm(two, second);
            ground().assertShared(first, two, same);

            ground().assertNotShared(first, two, second);
        }
    }
}
