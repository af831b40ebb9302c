package dev.covet.consistency.cache;

import static dev.covet.consistency.cache.CacheRun.assertClean;

import dev.covet.consistency.Contract;
import dev.covet.consistency.Hunt;
import dev.covet.consistency.Report;
import dev.covet.consistency.Setting;
import dev.covet.consistency.TestServers;
import dev.covet.consistency.fault.Fault;
import dev.covet.consistency.fault.Faults;
import dev.covet.consistency.workload.Dialect;
import dev.covet.consistency.workload.Mix;
import dev.covet.optimizer.engine.change.ChangeSource;
import dev.covet.optimizer.features.cache.CacheSettings;
import java.time.Duration;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** With the level strict clients see what they would see without a cache, whoever writes. */
class StrictPostgresTest {
    static final CacheSettings STRICT = CacheRun.BOUNDED.at(CacheSettings.Level.STRICT);

    private static Report run(UnaryOperator<ChangeSource> feeds, UnaryOperator<Setting> wishes) throws Exception {
        // Else the cache itself finds what is wrong, and stops.
        CacheSettings settings = STRICT.verifying(0);
        return CacheRun.report(settings, Contract.strict(), feeds, (setting, database) -> wishes.apply(setting));
    }

    private static void assertRunsCleanly(int served, UnaryOperator<Setting> wishes) throws Exception {
        assertClean(run(UnaryOperator.identity(), setting -> wishes.apply(setting.served(served))), served);
    }

    @Test
    void mostlyReads_violateNothing() throws Exception {
        assertRunsCleanly(200, BoundedPostgresTest::reading);
    }

    @Test
    void ownWrites_violateNothing() throws Exception {
        assertRunsCleanly(
                20, setting -> setting.coveredClients(2, Mix.ROWS).rawClients(1, Mix.ROWS, Duration.ofMillis(5)));
    }

    @Test
    void commitsThatAreLoggedButNotSeen_violateNothing() throws Exception {
        Fault stall = Faults.synchronousStall(Duration.ofMillis(300));
        assertRunsCleanly(50, setting -> BoundedPostgresTest.reading(setting).faults(4, stall));
    }

    @Test
    void sessionsThatAreKilled_violateNothing() throws Exception {
        Fault killed = Faults.killedSession(Dialect.POSTGRES);
        Fault suspended = Faults.suspended(TestServers.postgres(), Duration.ofMillis(300));
        assertRunsCleanly(20, setting -> BoundedPostgresTest.reading(setting).faults(2, killed, suspended, killed));
    }

    @Test
    void feedThatSaysAllIsTold_isFound() throws Exception {
        Set<WrongFeed.Defect> defects = Set.of(WrongFeed.Defect.LATE, WrongFeed.Defect.EVERYTHING_REACHED);
        Hunt.assertFound(seed -> run(source -> WrongFeed.of(source, defects), BoundedPostgresTest::reading));
    }

    /** What is promised with the level bounded is not enough here. */
    @Test
    void levelBounded_isFound() throws Exception {
        Hunt.assertFound(seed -> CacheRun.report(
                CacheRun.BOUNDED,
                Contract.strict(),
                UnaryOperator.identity(),
                (setting, database) -> BoundedPostgresTest.reading(setting.served(2_000))));
    }
}
