package dev.covet.consistency.cache;

import static dev.covet.consistency.cache.CacheRun.assertClean;

import dev.covet.consistency.Contract;
import dev.covet.consistency.TestServers;
import dev.covet.consistency.fault.Fault;
import dev.covet.consistency.fault.Faults;
import dev.covet.consistency.workload.Dialect;
import dev.covet.consistency.workload.Mix;
import dev.covet.fixtures.Sql;
import java.time.Duration;
import java.util.EnumSet;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a JVM answers that another one hands the changes on to is as current as what that one answers. */
class FanOutPostgresTest {
    private static final Duration SHORT = Duration.ofMillis(300);

    /** Longer than anybody waits for the store. */
    private static final Duration LONG = Duration.ofMillis(1_500);

    private static SharedStore store;
    private static FanOutRun runs;

    @BeforeAll
    static void start() {
        store = new SharedStore();
        runs = new FanOutRun(store, CacheRun.Kind.POSTGRES);
    }

    @AfterAll
    static void stop() {
        store.close();
    }

    /** The server ends the connection on which it tells. */
    private static Fault cutLeader() {
        return (administrator, random) -> Sql.value(
                administrator,
                "select count(pg_terminate_backend(active_pid)) from pg_replication_slots"
                        + " where database = current_database()");
    }

    @Test
    void mostlyReads_violateNothing() throws Exception {
        runs.assertClean(500, BoundedPostgresTest::reading);
    }

    @Test
    void everythingAtOnce_violatesNothing() throws Exception {
        runs.assertClean(20, BoundedPostgresTest::settled);
    }

    @Test
    void ownWrites_violateNothing() throws Exception {
        runs.assertClean(
                20, setting -> setting.coveredClients(2, Mix.ROWS).rawClients(1, Mix.ROWS, Duration.ofMillis(5)));
    }

    @Test
    void commitsThatAreLoggedButNotSeenAndKilledSessions_violateNothing() throws Exception {
        Fault stall = Faults.synchronousStall(SHORT);
        Fault killed = Faults.killedSession(Dialect.POSTGRES);
        Fault suspended = Faults.suspended(TestServers.postgres(), SHORT);
        runs.assertClean(50, setting -> BoundedPostgresTest.reading(setting).faults(2, stall, killed, suspended));
    }

    @Test
    void leaderThatIsCut_violatesNothing() throws Exception {
        // Another one begins to follow while commits are in the log that nobody sees.
        Fault stalled = Faults.synchronousStall(SHORT, cutLeader());
        runs.assertClean(50, setting -> BoundedPostgresTest.reading(setting).faults(3, cutLeader(), stalled));
    }

    @Test
    void storeThatFails_violatesNothing() throws Exception {
        Fault suspended = Faults.suspended(store.server(), SHORT);
        Fault away = Faults.suspended(store.server(), LONG);
        runs.assertClean(
                50,
                setting -> BoundedPostgresTest.reading(setting)
                        .faults(2, suspended, store.emptied(), away, store.killed()));
    }

    @Test
    void levelStrict_violatesNothing() throws Exception {
        runs.assertClean(
                StrictPostgresTest.STRICT,
                Contract.strict(),
                50,
                setting -> BoundedPostgresTest.reading(setting)
                        .faults(1, cutLeader(), Faults.suspended(store.server(), SHORT)));
    }

    @Test
    void logThatIsLate_violatesNothing() throws Exception {
        assertClean(runs.wrong(EnumSet.of(WrongLog.Defect.LATE), UnaryOperator.identity()), 0);
    }

    @Test
    void followerThatTakesMomentsAsReachedTooEarly_isFound() throws Exception {
        runs.assertStale(EnumSet.of(WrongLog.Defect.LATE), EarlySource::new);
    }

    @Test
    void followerThatDoesNotSeeGaps_isFound() throws Exception {
        runs.assertStale(EnumSet.of(WrongLog.Defect.GAPS), UnaryOperator.identity());
    }
}
