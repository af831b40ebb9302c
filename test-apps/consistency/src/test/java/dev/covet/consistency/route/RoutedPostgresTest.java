package dev.covet.consistency.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.consistency.Consistency;
import dev.covet.consistency.Contract;
import dev.covet.consistency.Report;
import dev.covet.consistency.Setting;
import dev.covet.consistency.check.MonotonicReadCheck;
import dev.covet.consistency.fault.Fault;
import dev.covet.consistency.workload.Dialect;
import dev.covet.consistency.workload.Mix;
import dev.covet.fixtures.BareDataSource;
import dev.covet.fixtures.TestDatabase;
import dev.covet.fixtures.postgres.PostgresStandby;
import dev.covet.fixtures.time.Await;
import java.time.Duration;
import java.util.function.UnaryOperator;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who reads from replicas sees what it has written, and never anything older than before. */
class RoutedPostgresTest {
    private static final Logger LOG = Logger.getLogger(RoutedPostgresTest.class.getName());
    private static final Duration LAG = Duration.ofMillis(200);

    private static RoutedServers servers;

    @BeforeAll
    static void start() {
        servers = new RoutedServers();
    }

    @AfterAll
    static void stop() {
        servers.close();
    }

    /** It goes on receiving and shows nothing new for a while. */
    private static Fault lag(PostgresStandby standby) {
        return (administrator, random) -> {
            standby.pauseReplay();
            Await.whether(LAG, () -> false);
            standby.resumeReplay();
        };
    }

    private static Report run(int routed, UnaryOperator<Setting> wishes) throws Exception {
        try (TestDatabase database = servers.primary.createDatabase();
                RoutedJvm one = new RoutedJvm(servers.settings());
                RoutedJvm two = new RoutedJvm(servers.settings())) {
            BareDataSource bare = new BareDataSource(database.jdbcUrl(), database.user(), database.password());
            Setting setting = Setting.in(Dialect.POSTGRES, bare)
                    .contract(new Contract(Duration.ofSeconds(10), MonotonicReadCheck.Scope.SESSION))
                    .covered("one", one.to(database), one::routed)
                    .covered("two", two.to(database), two::routed)
                    .served(routed);
            Report report = Consistency.run(wishes.apply(setting));
            LOG.info(() -> report + " " + one.outcomes() + two.outcomes() + one.said() + two.said());
            assertThat(one.errors()).isEmpty();
            assertThat(two.errors()).isEmpty();
            assertThat(report.counts()).as(report::toString).isEmpty();
            assertThat(report.served()).isGreaterThanOrEqualTo(routed);
            return report;
        }
    }

    @Test
    void mostlyReads_violateNothing() throws Exception {
        run(1_000, setting -> setting.coveredClients(3, Mix.READS).rawClients(1, Mix.ROWS, Duration.ofMillis(2)));
    }

    @Test
    void ownWrites_violateNothing() throws Exception {
        run(500, setting -> setting.coveredClients(2, Mix.ROWS).rawClients(1, Mix.ROWS, Duration.ofMillis(5)));
    }

    @Test
    void everythingAtOnce_violatesNothing() throws Exception {
        run(50, setting -> setting.coveredClients(3, Mix.SETTLED).rawClients(2, Mix.SETTLED, Duration.ZERO));
    }

    @Test
    void replicasThatLag_violateNothing() throws Exception {
        run(300, setting -> setting.coveredClients(2, Mix.ROWS)
                .rawClients(1, Mix.ROWS, Duration.ofMillis(5))
                .faults(4, lag(servers.first), lag(servers.second)));
    }
}
