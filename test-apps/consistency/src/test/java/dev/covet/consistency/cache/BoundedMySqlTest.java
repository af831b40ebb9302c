package dev.covet.consistency.cache;

import static dev.covet.consistency.cache.CacheRun.assertClean;

import dev.covet.consistency.Contract;
import dev.covet.consistency.Hunt;
import dev.covet.consistency.Report;
import dev.covet.consistency.Setting;
import dev.covet.consistency.cache.CacheRun.Kind;
import dev.covet.consistency.cache.WrongFeed.Defect;
import dev.covet.consistency.check.StalenessCheck;
import dev.covet.consistency.fault.Fault;
import dev.covet.consistency.fault.Faults;
import dev.covet.consistency.workload.Dialect;
import dev.covet.consistency.workload.Mix;
import dev.covet.fixtures.junit.NeedsMySql;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** The same on MySQL itself. */
@NeedsMySql(own = true)
class BoundedMySqlTest {
    private static final Duration SHORT = Duration.ofMillis(300);

    private static void assertRunsCleanly(int served, UnaryOperator<Setting> wishes) throws Exception {
        Report report = CacheRun.report(
                Kind.MYSQL, UnaryOperator.identity(), (setting, database) -> wishes.apply(setting.served(served)));
        assertClean(report, served);
    }

    @Test
    void everythingAtOnce_violatesNothing() throws Exception {
        assertRunsCleanly(50, BoundedPostgresTest::settled);
    }

    @Test
    void mostlyReads_violateNothing() throws Exception {
        assertRunsCleanly(1_000, BoundedPostgresTest::reading);
    }

    @Test
    void ownWrites_violateNothing() throws Exception {
        assertRunsCleanly(
                50, setting -> setting.coveredClients(2, Mix.ROWS).rawClients(1, Mix.ROWS, Duration.ofMillis(5)));
    }

    @Test
    void commitsThatAreLoggedButNotSeen_violateNothing() throws Exception {
        Fault stall = Faults.unconfirmedMySql(SHORT);
        assertRunsCleanly(200, setting -> BoundedPostgresTest.reading(setting).faults(4, stall));
    }

    @Test
    void sessionsThatAreKilled_violateNothing() throws Exception {
        Fault killed = Faults.killedSession(Dialect.MYSQL);
        assertRunsCleanly(20, setting -> BoundedPostgresTest.settled(setting).faults(2, killed, killed));
    }

    /** With the level strict, which asks beside the feed. */
    @Test
    void strict_violatesNothing() throws Exception {
        Report report = CacheRun.report(
                Kind.MYSQL,
                StrictPostgresTest.STRICT,
                Contract.strict(),
                UnaryOperator.identity(),
                (setting, database) -> BoundedPostgresTest.reading(setting.served(200)));
        assertClean(report, 200);
    }

    private static Report wrong(Set<Defect> defects, Fault... faults) throws Exception {
        // Else the cache itself finds it, and stops.
        return CacheRun.report(
                Kind.MYSQL,
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
        assertStale(EnumSet.of(Defect.EVERYTHING_SEEN), Faults.unconfirmedMySql(Duration.ofSeconds(1)));
    }
}
