package dev.covet.consistency.route;

import dev.covet.consistency.workload.Dialect;
import dev.covet.fixtures.DatabaseServer;
import dev.covet.fixtures.TestDatabase;
import dev.covet.fixtures.mariadb.MariaDbServer;
import dev.covet.fixtures.mysql.MySqlServer;
import dev.covet.fixtures.postgres.PostgresServer;
import dev.covet.fixtures.process.RunningServer;
import dev.covet.instrumentation.drivers.mariadb.MariaDbFamily;
import dev.covet.instrumentation.drivers.mysql.MysqlFamily;
import dev.covet.instrumentation.drivers.postgresql.PostgresFamily;
import dev.covet.instrumentation.jdbc.WrapperFamily;
import dev.covet.optimizer.features.route.RouteSettings;
import java.time.Duration;
import java.util.List;

/**
 * A primary and two replicas.
 *
 * @param family of the driver
 */
record RoutedServers(DatabaseServer primary, Follower first, Follower second, Dialect dialect, WrapperFamily family)
        implements AutoCloseable {
    static RoutedServers postgres() {
        PostgresServer primary = PostgresServer.builder()
                .setting("deadlock_timeout", "100ms")
                .setting("lock_timeout", "10s")
                .setting("max_prepared_transactions", "5")
                .start();
        return new RoutedServers(
                primary,
                Follower.of(primary.startStandby()),
                Follower.of(primary.startStandby()),
                Dialect.POSTGRES,
                new PostgresFamily());
    }

    /** The second replica replays several transactions at once. */
    static RoutedServers mariaDb() {
        return mariaDb("--slave-parallel-threads=4", "--slave-parallel-mode=optimistic");
    }

    /** With these options of the second replica. */
    static RoutedServers mariaDb(String... options) {
        MariaDbServer primary = MariaDbServer.builder()
                .option("--innodb-lock-wait-timeout=5")
                .option("--lock-wait-timeout=5")
                .start();
        return new RoutedServers(
                primary,
                Follower.of(primary.startReplica()),
                Follower.of(primary.startReplica(options)),
                Dialect.MARIADB,
                new MariaDbFamily());
    }

    static RoutedServers mySql() {
        MySqlServer primary = MySqlServer.builder()
                .option("--innodb-lock-wait-timeout=5")
                .option("--lock-wait-timeout=5")
                .start();
        return new RoutedServers(
                primary,
                Follower.of(primary.startReplica()),
                Follower.of(primary.startReplica()),
                Dialect.MYSQL,
                new MysqlFamily());
    }

    /** The same servers by the driver of MySQL. */
    RoutedServers byDriverOfMySql() {
        return new RoutedServers(primary, first, second, dialect, new MysqlFamily());
    }

    TestDatabase createDatabase() {
        return createDatabase(empty -> {});
    }

    TestDatabase createDatabase(DatabaseServer.Preparation preparation) {
        TestDatabase made = primary.createDatabase(preparation);
        return family instanceof MysqlFamily
                ? new TestDatabase(
                        made.jdbcUrl().replace("jdbc:mariadb:", "jdbc:mysql:"),
                        made.user(),
                        made.password(),
                        made::close)
                : made;
    }

    /** Both replicas are used. */
    RouteSettings settings() {
        return settings(List.of(first.address(), second.address()));
    }

    static RouteSettings settings(List<String> replicas) {
        return new RouteSettings(
                RouteSettings.Mode.ON, replicas, RouteSettings.Consistency.SESSION, Duration.ofSeconds(10), 10);
    }

    int port() {
        return ((RunningServer) primary).port();
    }

    void awaitCaughtUp() {
        first.awaitCaughtUp();
        second.awaitCaughtUp();
    }

    RoutedJvm jvm() {
        return new RoutedJvm(family, settings());
    }

    @Override
    public void close() {
        second.server().close();
        first.server().close();
        primary.close();
    }
}
