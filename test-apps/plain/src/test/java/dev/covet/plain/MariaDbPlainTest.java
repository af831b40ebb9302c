package dev.covet.plain;

import dev.covet.fixtures.mariadb.MariaDbServer;
import dev.covet.plain.database.DatabaseSettings;
import org.junit.jupiter.api.AfterAll;

/** Plain on MariaDB by its own driver. */
class MariaDbPlainTest extends PlainSpecification {
    private final MariaDbServer server = MariaDbServer.start();
    private final String url = server.createDatabase().jdbcUrl();

    @Override
    DatabaseSettings database() {
        return DatabaseSettings.of(url, server.user(), server.password());
    }

    @AfterAll
    void stopServer() {
        server.close();
    }
}
