package dev.covet.plain;

import dev.covet.fixtures.postgres.PostgresServer;
import dev.covet.plain.database.DatabaseSettings;
import org.junit.jupiter.api.AfterAll;

/** Plain on PostgreSQL. */
class PostgresPlainTest extends PlainSpecification {
    private final PostgresServer server = PostgresServer.start();
    private final String url = server.jdbcUrl("postgres");

    @Override
    DatabaseSettings database() {
        return DatabaseSettings.of(url, server.user(), server.password());
    }

    @AfterAll
    void stopServer() {
        server.close();
    }
}
