package dev.covet.consistency.cache;

import dev.covet.consistency.Contract;
import dev.covet.consistency.Hunt;
import dev.covet.consistency.Report;
import dev.covet.consistency.Setting;
import dev.covet.consistency.fault.Fault;
import dev.covet.consistency.workload.Mix;
import dev.covet.optimizer.engine.change.ChangeSource;
import dev.covet.optimizer.features.cache.CacheSettings;
import java.time.Duration;
import java.util.function.UnaryOperator;

/** Runs of the oracle in which two JVMs give each other answers. */
record SharedRun(SharedStore store, CacheRun.Kind kind) {
    /** Many hits, and somebody else who writes, now and then. */
    static Setting reading(Setting setting) {
        return setting.shorter(3).coveredClients(3, Mix.READS).rawClients(1, Mix.ROWS, Duration.ofMillis(20));
    }

    /** Only what came from the other JVM counts as served. */
    private Report report(
            CacheSettings settings, Contract contract, UnaryOperator<ChangeSource> feeds, UnaryOperator<Setting> wishes)
            throws Exception {
        return CacheRun.report(
                kind,
                store.in(settings),
                contract,
                feeds,
                (setting, database) -> wishes.apply(setting),
                jvm -> jvm.outcome().equals("shared hit"));
    }

    void assertClean(CacheSettings settings, Contract contract, int shared, UnaryOperator<Setting> wishes)
            throws Exception {
        CacheRun.assertClean(
                report(
                        settings,
                        contract,
                        UnaryOperator.identity(),
                        setting -> wishes.apply(setting).served(shared)),
                shared);
    }

    void assertClean(int shared, UnaryOperator<Setting> wishes) throws Exception {
        assertClean(CacheRun.BOUNDED, Contract.bounded(CacheRun.BOUNDED.staleness()), shared, wishes);
    }

    /** With feeds that are wrong about positions. */
    void assertFound(WrongPositions.Defect defect, Fault... faults) throws Exception {
        Hunt.assertFound(seed -> report(
                // Else the cache itself finds it, and stops.
                CacheRun.BOUNDED.verifying(0),
                Contract.bounded(CacheRun.BOUNDED.staleness()),
                source -> WrongPositions.of(source, defect),
                setting -> reading(setting).seed(seed).faults(2, faults).served(100)));
    }
}
