package dev.covet.consistency.cache;

import dev.covet.consistency.Contract;
import dev.covet.consistency.cache.CacheRun.Kind;
import dev.covet.consistency.cache.WrongPositions.Defect;
import dev.covet.consistency.fault.Fault;
import dev.covet.consistency.fault.Faults;
import dev.covet.consistency.workload.Dialect;
import dev.covet.consistency.workload.Mix;
import dev.covet.fixtures.junit.NeedsMySql;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The same on MySQL itself. */
@NeedsMySql(own = true)
class SharedMySqlTest {
    private static final Duration SHORT = Duration.ofMillis(300);

    private static SharedStore store;
    private static SharedRun runs;

    @BeforeAll
    static void start() {
        store = new SharedStore();
        runs = new SharedRun(store, Kind.MYSQL);
    }

    @AfterAll
    static void stop() {
        store.close();
    }

    @Test
    void mostlyReads_violateNothing() throws Exception {
        runs.isClean(100, SharedRun::reading);
    }

    @Test
    void ownWrites_violateNothing() throws Exception {
        runs.isClean(5, setting -> setting.coveredClients(2, Mix.ROWS).rawClients(1, Mix.ROWS, Duration.ofMillis(20)));
    }

    @Test
    void commitsThatAreLoggedButNotSeenAndKilledSessions_violateNothing() throws Exception {
        Fault unconfirmed = Faults.unconfirmedMySql(SHORT);
        Fault killed = Faults.killedSession(Dialect.MYSQL);
        runs.isClean(20, setting -> SharedRun.reading(setting).faults(2, unconfirmed, killed));
    }

    @Test
    void storeThatFails_violatesNothing() throws Exception {
        Fault suspended = Faults.suspended(store.server(), SHORT);
        runs.isClean(
                20,
                setting -> SharedRun.reading(setting)
                        .faults(2, store.emptied(), suspended, store.overwritten(), store.killed(), store.mixedUp()));
    }

    @Test
    void levelStrict_violatesNothing() throws Exception {
        runs.isClean(StrictPostgresTest.STRICT, Contract.strict(), 20, SharedRun::reading);
    }

    @Test
    void logThatIsBegunAnew_violatesNothing() throws Exception {
        runs.isClean(
                20,
                setting -> SharedRun.reading(setting)
                        .faults(2, Faults.logBegunAnew("reset binary logs and gtids", SHORT)));
    }

    /** As if a position was asked for after the query was sent. */
    @Test
    void positionsAhead_areFound() throws Exception {
        runs.isFound(Defect.AHEAD);
    }

    @Test
    void positionsThatNobodyCompares_areFound() throws Exception {
        runs.isFound(Defect.UNCOMPARED);
    }

    /** Places in the log before somebody has begun it anew are taken for those after. */
    @Test
    void serverWhoseIdentityIsIgnored_isFound() throws Exception {
        runs.isFound(Defect.SAME_ORIGIN, Faults.logBegunAnew("reset binary logs and gtids", SHORT));
    }
}
