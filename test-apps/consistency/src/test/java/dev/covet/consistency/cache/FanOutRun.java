package dev.covet.consistency.cache;

import dev.covet.consistency.Contract;
import dev.covet.consistency.Hunt;
import dev.covet.consistency.Report;
import dev.covet.consistency.Setting;
import dev.covet.consistency.check.StalenessCheck;
import dev.covet.optimizer.engine.change.ChangeSource;
import dev.covet.optimizer.engine.change.FeedRefusedException;
import dev.covet.optimizer.engine.signal.SignalBus;
import dev.covet.optimizer.features.cache.CacheSettings;
import dev.covet.optimizer.features.cache.fanout.FanOut;
import dev.covet.optimizer.features.cache.relay.FeedOpener;
import dev.covet.optimizer.features.cache.relay.RelayListener;
import dev.covet.optimizer.features.cache.shared.SharedLog;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Runs of the oracle in which one JVM is told of the changes and hands them on to the other. */
record FanOutRun(SharedStore store, CacheRun.Kind kind) {
    /** Only what a JVM has answered that follows another one counts as served. */
    void assertClean(CacheSettings settings, Contract contract, int served, UnaryOperator<Setting> wishes)
            throws Exception {
        Report report = CacheRun.report(
                kind,
                store.in(settings),
                contract,
                UnaryOperator.identity(),
                (setting, database) -> wishes.apply(setting.served(served)),
                jvm -> jvm.served() && jvm.said().contains("handed"));
        CacheRun.assertClean(report, served);
    }

    void assertClean(int served, UnaryOperator<Setting> wishes) throws Exception {
        assertClean(CacheRun.BOUNDED, Contract.bounded(CacheRun.BOUNDED.staleness()), served, wishes);
    }

    private static ChangeSource by(FeedOpener fanOut, ChangeSource source) {
        return wishes -> fanOut.open(source, wishes);
    }

    /** With a store or a database that says what is not so. */
    Report wrong(Set<WrongLog.Defect> defects, UnaryOperator<ChangeSource> sources) throws Exception {
        // Else the cache itself finds it, and stops.
        CacheSettings settings = CacheRun.BOUNDED.verifying(0);
        SharedLog log = Objects.requireNonNull(SharedLog.of(store.in(settings).shared()));
        FeedOpener fanOut =
                new FanOut(new WrongLog(log, defects), new Nobody()).telling(new SignalBus(16, error -> {}));
        return CacheRun.report(
                kind,
                settings,
                Contract.bounded(settings.staleness()),
                source -> by(fanOut, sources.apply(source)),
                (setting, database) -> WrongFeedsTest.seldomWritten(setting));
    }

    void assertStale(Set<WrongLog.Defect> defects, UnaryOperator<ChangeSource> sources) throws Exception {
        Hunt.assertFound(StalenessCheck.class, seed -> wrong(defects, sources));
    }

    private static final class Nobody implements RelayListener {
        @Override
        public void following() {}

        @Override
        public void refused(FeedRefusedException why) {}

        @Override
        public void lost(SQLException why) {}
    }
}
