package dev.covet.consistency.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.consistency.Report;
import dev.covet.consistency.Setting;
import dev.covet.consistency.workload.Mix;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who reads from replicas sees what it has written, and never anything older than before. */
class RoutedPostgresTest {
    private static RoutedServers servers;

    @BeforeAll
    static void start() {
        servers = new RoutedServers();
    }

    @AfterAll
    static void stop() {
        servers.close();
    }

    private static void run(int routed, UnaryOperator<Setting> wishes) throws Exception {
        Report report = RouteRun.report(
                servers, () -> new RoutedJvm(servers.settings()), setting -> wishes.apply(setting.served(routed)));
        assertThat(report.counts()).as(report::toString).isEmpty();
        assertThat(report.served()).isGreaterThanOrEqualTo(routed);
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
        run(
                300,
                setting -> setting.coveredClients(2, Mix.ROWS)
                        .rawClients(1, Mix.ROWS, Duration.ofMillis(5))
                        .faults(4, RouteRun.lag(servers.first), RouteRun.lag(servers.second)));
    }
}
