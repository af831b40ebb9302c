package dev.covet.consistency.cache;

import static dev.covet.consistency.cache.CacheRun.assertClean;

import dev.covet.consistency.Contract;
import dev.covet.consistency.TestServers;
import dev.covet.consistency.cache.CacheRun.Kind;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The same on MariaDB, by its own driver and by that of MySQL. */
class FanOutMariaDbTest {
    private static final Duration SHORT = Duration.ofMillis(300);

    private static SharedStore store;
    private static FanOutRun runs;

    @BeforeAll
    static void start() {
        store = new SharedStore();
        runs = new FanOutRun(store, Kind.MARIADB);
    }

    @AfterAll
    static void stop() {
        store.close();
    }

    /** The server ends the connection on which it sends its log. */
    private static Fault cutLeader() {
        return (administrator, random) -> {
            String sessions = Sql.value(
                    administrator,
                    "select ifnull(group_concat(id), '') from information_schema.processlist"
                            + " where command = 'Binlog Dump' and db = database()");
            for (String session : sessions.isEmpty() ? new String[0] : sessions.split(",", -1)) {
                Sql.execute(administrator, "kill " + session);
            }
        };
    }

    @ParameterizedTest
    @EnumSource(names = {"MARIADB", "MARIADB_BY_MYSQL"})
    void mostlyReads_violateNothing(Kind kind) throws Exception {
        new FanOutRun(store, kind).assertClean(500, BoundedPostgresTest::reading);
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
        Fault unconfirmed = Faults.unconfirmed(SHORT);
        Fault killed = Faults.killedSession(Dialect.MARIADB);
        Fault suspended = Faults.suspended(TestServers.mariaDb(), SHORT);
        runs.assertClean(50, setting -> BoundedPostgresTest.reading(setting).faults(2, unconfirmed, killed, suspended));
    }

    @Test
    void leaderThatIsCut_violatesNothing() throws Exception {
        runs.assertClean(
                50, setting -> BoundedPostgresTest.reading(setting).faults(3, cutLeader(), Faults.unconfirmed(SHORT)));
    }

    @Test
    void storeThatFails_violatesNothing() throws Exception {
        Fault suspended = Faults.suspended(store.server(), SHORT);
        runs.assertClean(
                50,
                setting -> BoundedPostgresTest.reading(setting).faults(2, suspended, store.emptied(), store.killed()));
    }

    @Test
    void levelStrict_violatesNothing() throws Exception {
        runs.assertClean(
                StrictPostgresTest.STRICT,
                Contract.strict(),
                50,
                setting -> BoundedPostgresTest.reading(setting).faults(1, cutLeader()));
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
