package dev.covet.consistency.cache;

import static dev.covet.consistency.cache.CacheRun.assertClean;
import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.consistency.Consistency;
import dev.covet.consistency.Contract;
import dev.covet.consistency.Hunt;
import dev.covet.consistency.Report;
import dev.covet.consistency.Setting;
import dev.covet.consistency.TestServers;
import dev.covet.consistency.workload.Dialect;
import dev.covet.consistency.workload.Mix;
import dev.covet.fixtures.BareDataSource;
import dev.covet.fixtures.TestDatabase;
import dev.covet.fixtures.network.NetworkDelay;
import dev.covet.optimizer.features.cache.CacheSettings;
import dev.covet.optimizer.features.cache.Taking;
import java.time.Duration;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/**
 * Crowds that ask the same while nothing is told of changes: all that is given is what somebody else has just been answered, and
 * is as if each had asked himself.
 */
class CrowdRunTest {
    private static final Logger LOG = Logger.getLogger(CrowdRunTest.class.getName());
    private static final int CLIENTS = 6;
    private static final Duration EACH_WAY = Duration.ofMillis(4);
    private static final Duration BETWEEN_WRITES = Duration.ofMillis(2);

    private static Report run(CacheSettings.Level level, Taking taking, long seed, int served) throws Exception {
        CacheSettings settings = CacheRun.BOUNDED.at(level).verifying(0);
        StalledFeed.Stall stall = new StalledFeed.Stall().silent();
        try (TestDatabase database = CacheRun.database();
                NetworkDelay network =
                        NetworkDelay.before("127.0.0.1", TestServers.postgres().port());
                CachedJvm jvm = new CachedJvm(settings, stall::of, taking)) {
            network.delay(EACH_WAY);
            String url = database.jdbcUrl("prepareThreshold=0")
                    .replace(":" + TestServers.postgres().port() + "/", ":" + network.port() + "/");
            Setting setting = Setting.in(Dialect.POSTGRES, BareDataSource.of(database))
                    .contract(Contract.strict())
                    .covered("jvm", jvm.to(url, database), jvm::served)
                    .coveredClients(CLIENTS, Mix.READS)
                    .rawClients(1, Mix.ROWS, BETWEEN_WRITES)
                    .seed(seed)
                    .served(served);
            Report report = Consistency.run(setting);
            LOG.info(() -> report + " " + jvm.outcomes() + jvm.said());
            assertThat(jvm.errors()).isEmpty();
            return report;
        }
    }

    @Test
    void crowdsWithoutNews_violateNothing() throws Exception {
        assertClean(run(CacheSettings.Level.BOUNDED, Taking.ASKED_LATER, 1, 300), 300);
    }

    @Test
    void crowdsWithoutNews_atLevelStrict_violateNothing() throws Exception {
        assertClean(run(CacheSettings.Level.STRICT, Taking.ASKED_LATER, 1, 100), 100);
    }

    /** What was asked for before one's own call may lack what was committed in between. */
    @Test
    void takingWhateverLands_isFound() throws Exception {
        Hunt.assertFound(seed -> run(CacheSettings.Level.BOUNDED, (began, sent) -> true, seed, 300));
    }
}
