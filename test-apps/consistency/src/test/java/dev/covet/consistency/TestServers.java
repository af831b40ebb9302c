package dev.covet.consistency;

import dev.covet.fixtures.DatabaseServer;
import dev.covet.fixtures.choice.Servers;
import dev.covet.fixtures.mariadb.MariaDbServer;
import dev.covet.fixtures.postgres.PostgresServer;

/** The servers of all tests: one that waits for locks shortly, so that what waits in a circle does not take long. */
public final class TestServers {
    private TestServers() {}

    public static PostgresServer postgres() {
        return Postgres.SERVER;
    }

    /**
     * One on which a commit waits for a standby that does not exist, until somebody cancels that; but only in sessions that
     * set synchronous_commit.
     */
    public static PostgresServer waitingPostgres() {
        return WaitingPostgres.SERVER;
    }

    public static MariaDbServer mariaDb() {
        return MariaDb.SERVER;
    }

    /** Where there is one: for tests that say they need it. */
    public static DatabaseServer mySql() {
        return MySql.SERVER;
    }

    /** Started when it is first asked for. */
    private static final class MySql {
        private static final DatabaseServer SERVER = Servers.ownMySql();
    }

    /** Started when it is first asked for. */
    private static final class Postgres {
        private static final PostgresServer SERVER = builder().start();

        static PostgresServer.Builder builder() {
            return PostgresServer.builder()
                    .setting("deadlock_timeout", "100ms")
                    .setting("max_prepared_transactions", "5")
                    .setting("lock_timeout", "10s");
        }
    }

    /** Started when it is first asked for. */
    private static final class WaitingPostgres {
        private static final PostgresServer SERVER = Postgres.builder()
                .setting("synchronous_standby_names", "nobody")
                .setting("synchronous_commit", "local")
                .start();
    }

    /** Started when it is first asked for. */
    private static final class MariaDb {
        private static final MariaDbServer SERVER = MariaDbServer.builder()
                .option("--innodb-lock-wait-timeout=5")
                .option("--lock-wait-timeout=5")
                .start();
    }
}
