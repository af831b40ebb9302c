package dev.covet.plain;

import dev.covet.fixtures.mariadb.MariaDbServer;
import dev.covet.plain.database.DatabaseSettings;
import org.junit.jupiter.api.AfterAll;

/** Plain on MariaDB by the driver of MySQL. */
class MariaDbByMySqlDriverPlainTest extends PlainSpecification {
    private final MariaDbServer server = MariaDbServer.start();
    private final String url = server.createDatabase().jdbcUrl().replace("jdbc:mariadb:", "jdbc:mysql:");

    @Override
    DatabaseSettings database() {
        return DatabaseSettings.of(url, server.user(), server.password());
    }

    @AfterAll
    void stopServer() {
        server.close();
    }
}
