package dev.covet.consistency.cache;

import dev.covet.fixtures.junit.NeedsMySql;
import dev.covet.fixtures.mysql.MySqlServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

@NeedsMySql(own = true)
class SharedMySqlPitfallsTest extends SharedLogSpecification {
    private static MySqlServer server;

    @BeforeAll
    static void startServer() {
        server = MySqlServer.start();
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @Override
    LoggingServer server() {
        return new LoggingServer(server, server, "reset binary logs and gtids", "flush status");
    }
}
