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
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What two JVMs give each other through a Redis is as current as what each of them keeps, whatever happens to the Redis. */
class SharedPostgresTest {
    private static final Duration SHORT = Duration.ofMillis(300);

    private static SharedStore store;

    @BeforeAll
    static void start() {
        store = new SharedStore();
    }

    @AfterAll
    static void stop() {
        store.close();
    }

    /** Many hits, and somebody else who writes, now and then. */
    private static Setting reading(Setting setting) {
        return setting.shorter(3).coveredClients(3, Mix.READS).rawClients(1, Mix.ROWS, Duration.ofMillis(20));
    }

    /** Only what came from the other JVM counts as served. */
    private static Report run(
            CacheSettings settings, Contract contract, UnaryOperator<ChangeSource> feeds, UnaryOperator<Setting> wishes)
            throws Exception {
        return CacheRun.report(
                CacheRun.Kind.POSTGRES,
                store.in(settings),
                contract,
                feeds,
                (setting, database) -> wishes.apply(setting),
                jvm -> jvm.outcome().equals("shared hit"));
    }

    private static void runsCleanly(int shared, UnaryOperator<Setting> wishes) throws Exception {
        Contract bounded = Contract.bounded(CacheRun.BOUNDED.staleness());
        Report report = run(
                CacheRun.BOUNDED,
                bounded,
                UnaryOperator.identity(),
                setting -> wishes.apply(setting).served(shared));
        assertClean(report, shared);
    }

    @Test
    void mostlyReads_violateNothing() throws Exception {
        runsCleanly(100, SharedPostgresTest::reading);
    }

    @Test
    void ownWrites_violateNothing() throws Exception {
        runsCleanly(5, setting -> setting.coveredClients(2, Mix.ROWS).rawClients(1, Mix.ROWS, Duration.ofMillis(20)));
    }

    @Test
    void commitsThatAreLoggedButNotSeenAndKilledSessions_violateNothing() throws Exception {
        Fault stall = Faults.synchronousStall(SHORT);
        Fault killed = Faults.killedSession(Dialect.POSTGRES);
        Fault suspended = Faults.suspended(TestServers.postgres(), SHORT);
        runsCleanly(20, setting -> reading(setting).faults(2, stall, killed, suspended));
    }

    @Test
    void storeThatFails_violatesNothing() throws Exception {
        Fault suspended = Faults.suspended(store.server(), SHORT);
        runsCleanly(
                20,
                setting -> reading(setting)
                        .faults(2, store.emptied(), suspended, store.overwritten(), store.killed(), store.mixedUp()));
    }

    @Test
    void levelStrict_violatesNothing() throws Exception {
        CacheSettings strict = CacheRun.BOUNDED.at(CacheSettings.Level.STRICT);
        Report report = run(
                strict,
                Contract.strict(),
                UnaryOperator.identity(),
                setting -> reading(setting).served(20));
        assertClean(report, 20);
    }

    /** As if a position was asked for after the query was sent. */
    @Test
    void positionsAhead_areFound() throws Exception {
        Hunt.assertFound(seed -> run(
                // Else the cache itself finds it, and stops.
                CacheRun.BOUNDED.verifying(0),
                Contract.bounded(CacheRun.BOUNDED.staleness()),
                source -> WrongPositions.of(source, WrongPositions.Defect.AHEAD),
                setting -> reading(setting).served(100)));
    }
}
