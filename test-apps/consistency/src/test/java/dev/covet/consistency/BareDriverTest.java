package dev.covet.consistency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.consistency.fault.Faults;
import dev.covet.consistency.workload.Dialect;
import dev.covet.consistency.workload.Mix;
import dev.covet.fixtures.BareDataSource;
import dev.covet.fixtures.TestDatabase;
import dev.covet.fixtures.network.NetworkDelay;
import dev.covet.fixtures.postgres.PostgresStandby;
import dev.covet.fixtures.process.RunningServer;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Databases keep what they promise, with and without faults; else the oracle is wrong. */
class BareDriverTest {
    private static final Logger LOG = Logger.getLogger(BareDriverTest.class.getName());
    private static final int ROUNDS = 1 + Integer.getInteger("covet.consistency.operations", 0) / 50_000;
    private static final Duration SHORT = Duration.ofMillis(200);

    @Test
    void postgres_bareDriver_violatesNothing() throws SQLException {
        try (TestDatabase database = TestServers.postgres().createDatabase()) {
            BareDataSource bare = BareDataSource.of(database);
            Setting setting = Setting.in(Dialect.POSTGRES, bare).shorter(3).covered("jvm", bare, () -> false);
            assertClean(Consistency.run(setting));
        }
    }

    @Test
    void mariaDb_bareDriver_violatesNothing() throws SQLException {
        try (TestDatabase database = TestServers.mariaDb().createDatabase()) {
            BareDataSource bare = BareDataSource.of(database);
            Setting setting = Setting.in(Dialect.MARIADB, bare).shorter(3).covered("jvm", bare, () -> false);
            assertClean(Consistency.run(setting));
        }
    }

    @Test
    void postgres_faults_violateNothing() throws SQLException {
        try (TestDatabase database = TestServers.postgres().createDatabase();
                NetworkDelay network = before(TestServers.postgres())) {
            BareDataSource bare = BareDataSource.of(database);
            Setting setting = Setting.in(Dialect.POSTGRES, bare)
                    .shorter(2)
                    .covered("jvm", through(network, TestServers.postgres(), database), () -> false)
                    .faults(
                            ROUNDS,
                            Faults.killedSession(Dialect.POSTGRES),
                            Faults.cut(network),
                            Faults.synchronousStall(SHORT, Faults.killedSession(Dialect.POSTGRES)),
                            Faults.cutAnswer(network),
                            Faults.suspended(TestServers.postgres(), SHORT),
                            Faults.heldAnswers(network, SHORT),
                            Faults.delay(network, Duration.ofMillis(2), SHORT),
                            Faults.killedSession(Dialect.POSTGRES));
            Report report = Consistency.run(setting);
            assertThat(report.faults()).isEqualTo(8 * ROUNDS);
            assertThat(report.unknown()).isPositive();
            assertClean(report);
        }
    }

    @Test
    void mariaDb_faults_violateNothing() throws SQLException {
        try (TestDatabase database = TestServers.mariaDb().createDatabase();
                NetworkDelay network = before(TestServers.mariaDb())) {
            BareDataSource bare = BareDataSource.of(database);
            Setting setting = Setting.in(Dialect.MARIADB, bare)
                    .shorter(3)
                    .covered("jvm", through(network, TestServers.mariaDb(), database), () -> false)
                    .faults(
                            ROUNDS,
                            Faults.killedSession(Dialect.MARIADB),
                            Faults.cut(network),
                            Faults.suspended(TestServers.mariaDb(), SHORT),
                            Faults.cutAnswer(network));
            Report report = Consistency.run(setting);
            assertThat(report.faults()).isEqualTo(4 * ROUNDS);
            assertThat(report.errors()).isNotEmpty();
            assertClean(report);
        }
    }

    @Test
    void postgres_standbyThatIsPaused_isStaleAndNothingElse() throws SQLException {
        try (TestDatabase database = TestServers.postgres().createDatabase();
                PostgresStandby standby = TestServers.postgres().startStandby()) {
            String url =
                    database.jdbcUrl().replace(":" + TestServers.postgres().port() + "/", ":" + standby.port() + "/");
            DataSource reading = new BareDataSource(url, database.user(), database.password());
            Report report = Consistency.run(Setting.in(Dialect.POSTGRES, BareDataSource.of(database))
                    .operations(4_000)
                    .contract(Contract.bounded(SHORT.dividedBy(4)))
                    .covered("standby", reading, () -> true)
                    .coveredClients(1, Mix.READS)
                    .rawClients(2, Mix.ALL, Duration.ofMillis(1))
                    .faults(1, Faults.pausedReplay(standby, SHORT), Faults.promoted(standby)));
            assertThat(standby.isPromoted()).isTrue();
            assertThat(report.counts()).as(report::toString).containsKey("StalenessCheck");
            assertThat(report.counts()).as(report::toString).doesNotContainKeys("AbortedReadCheck", "SnapshotCheck");
        }
    }

    @Test
    void postgres_anotherJvmThatStandsStill_violatesNothing() throws SQLException {
        try (TestDatabase database = TestServers.postgres().createDatabase();
                ForkedClients others = new ForkedClients(
                        List.of(database.jdbcUrl(), database.user(), database.password()), "other", 100, 2, 2_000)) {
            BareDataSource bare = BareDataSource.of(database);
            Setting setting = Setting.in(Dialect.POSTGRES, bare)
                    .operations(4_000)
                    .covered("jvm", bare, () -> false)
                    .other(others)
                    .faults(
                            1,
                            (administrator, random) ->
                                    Faults.suspended(others.jvm(), SHORT).apply(administrator, random));
            Report report = Consistency.run(setting);
            assertClean(report);
            assertThat(report.operations()).isGreaterThan(6_000);
        }
    }

    private static NetworkDelay before(RunningServer server) {
        return NetworkDelay.before(server.host(), server.port());
    }

    private static BareDataSource through(NetworkDelay network, RunningServer server, TestDatabase database) {
        String url = database.jdbcUrl().replace(":" + server.port() + "/", ":" + network.port() + "/");
        return new BareDataSource(url, database.user(), database.password());
    }

    private static void assertClean(Report report) {
        LOG.info(report::toString);
        assertThat(report.counts()).as(report::toString).isEmpty();
        assertThat(report.shapes()).hasSizeGreaterThan(20);
    }
}
