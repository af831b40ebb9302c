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
import org.junit.jupiter.api.TestInstance;

/** Who reads from replicas sees what it has written, and never anything older than before. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RoutedSpecification {
    private RoutedServers servers;

    abstract RoutedServers started();

    final RoutedServers servers() {
        return servers;
    }

    @BeforeAll
    final void start() {
        servers = started();
    }

    @AfterAll
    final void stop() {
        servers.close();
    }

    final void run(RoutedServers with, int routed, UnaryOperator<Setting> wishes) throws Exception {
        Report report = RouteRun.report(with, with::jvm, setting -> wishes.apply(setting.served(routed)));
        assertThat(report.counts()).as(report::toString).isEmpty();
        assertThat(report.served()).isGreaterThanOrEqualTo(routed);
    }

    static Setting reading(Setting setting) {
        return setting.coveredClients(3, Mix.READS).rawClients(1, Mix.ROWS, Duration.ofMillis(2));
    }

    @Test
    final void mostlyReads_violateNothing() throws Exception {
        run(servers, 1_000, RoutedSpecification::reading);
    }

    @Test
    final void ownWrites_violateNothing() throws Exception {
        run(servers, 500, setting -> setting.coveredClients(2, Mix.ROWS).rawClients(1, Mix.ROWS, Duration.ofMillis(5)));
    }

    @Test
    final void everythingAtOnce_violatesNothing() throws Exception {
        run(servers, 50, setting -> setting.coveredClients(3, Mix.SETTLED).rawClients(2, Mix.SETTLED, Duration.ZERO));
    }

    @Test
    final void replicasThatLag_violateNothing() throws Exception {
        run(
                servers,
                300,
                setting -> setting.coveredClients(2, Mix.ROWS)
                        .rawClients(1, Mix.ROWS, Duration.ofMillis(5))
                        .faults(4, RouteRun.lag(servers.first()), RouteRun.lag(servers.second())));
    }

    @Test
    final void whatWasSeenBeforeAPosition_isShownByWhatCoversIt() throws Exception {
        Visibility visibility = new Visibility(servers, UnaryOperator.identity());
        assertThat(visibility.missed(servers.first(), 1_000)).isZero();
        assertThat(visibility.missed(servers.second(), 1_000)).isZero();
    }
}
