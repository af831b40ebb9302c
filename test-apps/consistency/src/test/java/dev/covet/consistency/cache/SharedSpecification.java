package dev.covet.consistency.cache;

import dev.covet.consistency.Contract;
import dev.covet.consistency.cache.CacheRun.Kind;
import dev.covet.consistency.cache.WrongPositions.Defect;
import dev.covet.consistency.fault.Fault;
import dev.covet.consistency.fault.Faults;
import dev.covet.consistency.workload.Mix;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What two JVMs give each other through a Redis is as current as what each of them keeps, whatever happens to the Redis. */
abstract class SharedSpecification {
    static final Duration SHORT = Duration.ofMillis(300);

    private static SharedStore store;

    @BeforeAll
    static void start() {
        store = new SharedStore();
    }

    @AfterAll
    static void stop() {
        store.close();
    }

    abstract Kind kind();

    final SharedRun runs() {
        return runs(kind());
    }

    static SharedRun runs(Kind kind) {
        return new SharedRun(store, kind);
    }

    @Test
    final void mostlyReads_violateNothing() throws Exception {
        runs().assertClean(100, SharedRun::reading);
    }

    @Test
    final void ownWrites_violateNothing() throws Exception {
        runs().assertClean(
                        5,
                        setting -> setting.coveredClients(2, Mix.ROWS).rawClients(1, Mix.ROWS, Duration.ofMillis(20)));
    }

    @Test
    final void storeThatFails_violatesNothing() throws Exception {
        Fault suspended = Faults.suspended(store.server(), SHORT);
        runs().assertClean(
                        20,
                        setting -> SharedRun.reading(setting)
                                .faults(
                                        2,
                                        store.emptied(),
                                        suspended,
                                        store.overwritten(),
                                        store.killed(),
                                        store.mixedUp()));
    }

    @Test
    final void levelStrict_violatesNothing() throws Exception {
        runs().assertClean(StrictPostgresTest.STRICT, Contract.strict(), 20, SharedRun::reading);
    }

    /** As if a position was asked for after the query was sent. */
    @Test
    final void positionsAhead_areFound() throws Exception {
        runs().assertFound(Defect.AHEAD);
    }

    @Test
    final void positionsThatNobodyCompares_areFound() throws Exception {
        runs().assertFound(Defect.UNCOMPARED);
    }
}
