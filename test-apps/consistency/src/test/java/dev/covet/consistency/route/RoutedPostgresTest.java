package dev.covet.consistency.route;

import dev.covet.consistency.fault.Faults;
import dev.covet.consistency.workload.Dialect;
import dev.covet.consistency.workload.Mix;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RoutedPostgresTest extends RoutedSpecification {
    @Override
    RoutedServers started() {
        return RoutedServers.postgres();
    }

    /** Reads are asked of replicas then, which may be behind. */
    @Test
    void sessionsThatAreEnded_violateNothing() throws Exception {
        run(
                servers(),
                100,
                setting -> setting.coveredClients(3, Mix.ROWS)
                        .rawClients(1, Mix.ROWS, Duration.ofMillis(5))
                        .faults(
                                10,
                                Faults.killedSession(Dialect.POSTGRES),
                                RouteRun.lag(servers().first()),
                                Faults.killedSession(Dialect.POSTGRES),
                                RouteRun.lag(servers().second())));
    }
}
