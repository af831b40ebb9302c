package dev.covet.instrumentation.drivers;

import dev.covet.fixtures.mariadb.MariaDbServer;
import dev.covet.fixtures.postgres.PostgresServer;

/** One server of each kind for all tests here. Each is started when it is asked for, and ends with the JVM. */
final class SharedServers {
    private SharedServers() {}

    static PostgresServer postgres() {
        return Postgres.SERVER;
    }

    static MariaDbServer mariaDb() {
        return MariaDb.SERVER;
    }

    private static final class Postgres {
        private static final PostgresServer SERVER = PostgresServer.start();
    }

    private static final class MariaDb {
        private static final MariaDbServer SERVER = MariaDbServer.start();
    }
}
