package dev.covet.consistency.cache;

import static dev.covet.consistency.cache.CacheRun.assertClean;

import dev.covet.consistency.Contract;
import dev.covet.consistency.Hunt;
import dev.covet.consistency.Report;
import dev.covet.consistency.Setting;
import dev.covet.consistency.TestServers;
import dev.covet.consistency.cache.CacheRun.Kind;
import dev.covet.consistency.cache.WrongFeed.Defect;
import dev.covet.consistency.check.StalenessCheck;
import dev.covet.consistency.fault.Fault;
import dev.covet.consistency.fault.Faults;
import dev.covet.consistency.workload.Dialect;
import dev.covet.consistency.workload.Mix;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The same on MariaDB, by its own driver and by that of MySQL. */
class BoundedMariaDbTest {
    private static final Duration SHORT = Duration.ofMillis(300);

    /** Everything at once; were definitions changed each moment, a cache would never begin. */
    private static Setting settled(Setting setting) {
        return setting.coveredClients(3, Mix.SETTLED).rawClients(2, Mix.SETTLED, Duration.ZERO);
    }

    /** Until so many answers came from the caches. */
    private static void assertRunsCleanly(Kind kind, int served, UnaryOperator<Setting> wishes) throws Exception {
        Report report = CacheRun.report(
                kind, UnaryOperator.identity(), (setting, database) -> wishes.apply(setting.served(served)));
        assertClean(report, served);
    }

    @ParameterizedTest
    @EnumSource(names = {"MARIADB", "MARIADB_BY_MYSQL"})
    void everythingAtOnce_violatesNothing(Kind kind) throws Exception {
        assertRunsCleanly(kind, 50, BoundedMariaDbTest::settled);
    }

    @ParameterizedTest
    @EnumSource(names = {"MARIADB", "MARIADB_BY_MYSQL"})
    void mostlyReads_violateNothing(Kind kind) throws Exception {
        assertRunsCleanly(kind, 1_000, BoundedPostgresTest::reading);
    }

    @Test
    void ownWrites_violateNothing() throws Exception {
        assertRunsCleanly(
                Kind.MARIADB,
                50,
                setting -> setting.coveredClients(2, Mix.ROWS).rawClients(1, Mix.ROWS, Duration.ofMillis(5)));
    }

    @Test
    void commitsThatAreLoggedButNotSeen_violateNothing() throws Exception {
        Fault stall = Faults.unconfirmed(SHORT);
        assertRunsCleanly(
                Kind.MARIADB,
                200,
                setting -> BoundedPostgresTest.reading(setting).faults(4, stall));
    }

    @Test
    void sessionsThatAreKilled_violateNothing() throws Exception {
        Fault killed = Faults.killedSession(Dialect.MARIADB);
        Fault suspended = Faults.suspended(TestServers.mariaDb(), SHORT);
        assertRunsCleanly(Kind.MARIADB, 20, setting -> settled(setting).faults(2, killed, suspended, killed));
    }

    /** With the level strict, which asks beside the feed. */
    @ParameterizedTest
    @EnumSource(names = {"MARIADB", "MARIADB_BY_MYSQL"})
    void strict_violatesNothing(Kind kind) throws Exception {
        Report report = CacheRun.report(
                kind,
                StrictPostgresTest.STRICT,
                Contract.strict(),
                UnaryOperator.identity(),
                (setting, database) -> BoundedPostgresTest.reading(setting.served(200)));
        assertClean(report, 200);
    }

    private static Report wrong(Set<Defect> defects, Fault... faults) throws Exception {
        // Else the cache itself finds it, and stops.
        return CacheRun.report(
                Kind.MARIADB,
                CacheRun.BOUNDED.verifying(0),
                Contract.bounded(CacheRun.BOUNDED.staleness()),
                source -> WrongFeed.of(source, defects),
                (setting, database) -> WrongFeedsTest.seldomWritten(setting).faults(4, faults));
    }

    private static void assertStale(Set<Defect> defects, Fault... faults) throws Exception {
        Hunt.assertFound(StalenessCheck.class, seed -> wrong(defects, faults));
    }

    @Test
    void feedThatIsLateAndDoesNotSaySo_isFound() throws Exception {
        assertStale(EnumSet.of(Defect.LATE, Defect.EVERYTHING_REACHED));
    }

    @Test
    void feedThatLosesCommits_isFound() throws Exception {
        assertStale(EnumSet.of(Defect.LOSES));
    }

    @Test
    void noFence_isFound() throws Exception {
        assertStale(EnumSet.of(Defect.EVERYTHING_SEEN), Faults.unconfirmed(Duration.ofSeconds(1)));
    }
}
