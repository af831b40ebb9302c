package dev.covet.consistency.cache;

import dev.covet.consistency.Contract;
import dev.covet.consistency.TestServers;
import dev.covet.consistency.cache.WrongPositions.Defect;
import dev.covet.consistency.fault.Fault;
import dev.covet.consistency.fault.Faults;
import dev.covet.consistency.workload.Dialect;
import dev.covet.consistency.workload.Mix;
import dev.covet.optimizer.features.cache.CacheSettings;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What two JVMs give each other through a Redis is as current as what each of them keeps, whatever happens to the Redis. */
class SharedPostgresTest {
    private static final Duration SHORT = Duration.ofMillis(300);

    private static SharedStore store;
    private static SharedRun runs;

    @BeforeAll
    static void start() {
        store = new SharedStore();
        runs = new SharedRun(store, CacheRun.Kind.POSTGRES);
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
        Fault stall = Faults.synchronousStall(SHORT);
        Fault killed = Faults.killedSession(Dialect.POSTGRES);
        Fault suspended = Faults.suspended(TestServers.postgres(), SHORT);
        runs.isClean(20, setting -> SharedRun.reading(setting).faults(2, stall, killed, suspended));
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
        CacheSettings strict = CacheRun.BOUNDED.at(CacheSettings.Level.STRICT);
        runs.isClean(strict, Contract.strict(), 20, SharedRun::reading);
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
}
