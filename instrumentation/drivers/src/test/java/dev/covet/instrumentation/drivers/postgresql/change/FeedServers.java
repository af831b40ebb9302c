package dev.covet.instrumentation.drivers.postgresql.change;

import dev.covet.fixtures.TestDatabase;
import dev.covet.fixtures.postgres.PostgresServer;
import dev.covet.optimizer.engine.change.ChangeSource;
import java.util.Properties;

/** Servers for the tests here, each started when it is asked for. */
final class FeedServers {
    private FeedServers() {}

    /** The usual one. */
    static PostgresServer usual() {
        return Usual.SERVER;
    }

    private static final class Usual {
        private static final PostgresServer SERVER = PostgresServer.builder()
                .setting("max_prepared_transactions", "4")
                .start();
    }

    /** What an application has that reached this database so. */
    static ChangeSource source(TestDatabase database) {
        return new PostgresChangeSource(database.jdbcUrl(), properties(database.user(), database.password()), 1);
    }

    static Properties properties(String user, String password) {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        return properties;
    }
}
