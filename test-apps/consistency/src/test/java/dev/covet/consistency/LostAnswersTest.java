package dev.covet.consistency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.consistency.fault.Faults;
import dev.covet.consistency.mutant.SmallCache;
import dev.covet.consistency.workload.Dialect;
import dev.covet.consistency.workload.Mix;
import dev.covet.fixtures.BareDataSource;
import dev.covet.fixtures.TestDatabase;
import dev.covet.fixtures.network.NetworkDelay;
import java.sql.SQLException;
import java.time.Duration;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/** Commits are cut off while they wait for a standby, and take place after that: a right cache is not blamed for it. */
class LostAnswersTest {
    private static final Logger LOG = Logger.getLogger(LostAnswersTest.class.getName());
    private static final int FAULTS = 5;
    private static final Duration STALL = Duration.ofMillis(30);
    private static final Duration PAUSE = Duration.ofNanos(200_000);

    @Test
    void cacheThatStopsAtALostAnswer_isStrict() throws SQLException {
        SmallCache cache = new SmallCache();
        try (TestDatabase database = TestServers.postgres().createDatabase();
                NetworkDelay network = NetworkDelay.before(
                        TestServers.postgres().host(), TestServers.postgres().port())) {
            String url =
                    database.jdbcUrl().replace(":" + TestServers.postgres().port() + "/", ":" + network.port() + "/");
            BareDataSource cut = new BareDataSource(url, database.user(), database.password());
            Report report = Consistency.run(Setting.in(Dialect.POSTGRES, BareDataSource.of(database))
                    .operations(4_000)
                    .covered("jvm", cache.before(cut), cache::servedLast)
                    .coveredClients(3, Mix.ALL)
                    .rawClients(2, Mix.READS, PAUSE)
                    .faults(FAULTS, Faults.synchronousStall(STALL, Faults.cut(network))));
            LOG.info(report::summary);
            assertThat(report.unknown()).isPositive();
            assertThat(report.served()).isPositive();
            assertThat(report.counts()).as(report::toString).isEmpty();
        }
    }
}
