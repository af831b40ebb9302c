package dev.covet.consistency.cache;

import static dev.covet.consistency.cache.CacheRun.assertClean;

import dev.covet.consistency.Contract;
import dev.covet.consistency.Hunt;
import dev.covet.consistency.Report;
import dev.covet.consistency.Setting;
import dev.covet.consistency.TestServers;
import dev.covet.consistency.check.StalenessCheck;
import dev.covet.consistency.fault.Fault;
import dev.covet.consistency.fault.Faults;
import dev.covet.consistency.workload.Dialect;
import dev.covet.consistency.workload.Mix;
import dev.covet.fixtures.Sql;
import dev.covet.optimizer.engine.change.ChangeSource;
import dev.covet.optimizer.engine.change.FeedRefusedException;
import dev.covet.optimizer.engine.signal.SignalBus;
import dev.covet.optimizer.features.cache.CacheSettings;
import dev.covet.optimizer.features.cache.fanout.FanOut;
import dev.covet.optimizer.features.cache.relay.FeedOpener;
import dev.covet.optimizer.features.cache.relay.RelayListener;
import dev.covet.optimizer.features.cache.shared.SharedLog;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
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

    @BeforeAll
    static void start() {
        store = new SharedStore();
    }

    @AfterAll
    static void stop() {
        store.close();
    }

    /** Only what a JVM has answered that follows another one counts as served. */
    private static void runsCleanly(
            CacheSettings settings, Contract contract, int served, UnaryOperator<Setting> wishes) throws Exception {
        Report report = CacheRun.report(
                CacheRun.Kind.POSTGRES,
                store.in(settings),
                contract,
                UnaryOperator.identity(),
                (setting, database) -> wishes.apply(setting.served(served)),
                jvm -> jvm.served() && jvm.said().contains("handed"));
        assertClean(report, served);
    }

    private static void runsCleanly(int served, UnaryOperator<Setting> wishes) throws Exception {
        runsCleanly(CacheRun.BOUNDED, Contract.bounded(CacheRun.BOUNDED.staleness()), served, wishes);
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
        runsCleanly(500, BoundedPostgresTest::reading);
    }

    @Test
    void everythingAtOnce_violatesNothing() throws Exception {
        runsCleanly(20, BoundedPostgresTest::settled);
    }

    @Test
    void ownWrites_violateNothing() throws Exception {
        runsCleanly(20, setting -> setting.coveredClients(2, Mix.ROWS).rawClients(1, Mix.ROWS, Duration.ofMillis(5)));
    }

    @Test
    void commitsThatAreLoggedButNotSeenAndKilledSessions_violateNothing() throws Exception {
        Fault stall = Faults.synchronousStall(SHORT);
        Fault killed = Faults.killedSession(Dialect.POSTGRES);
        Fault suspended = Faults.suspended(TestServers.postgres(), SHORT);
        runsCleanly(50, setting -> BoundedPostgresTest.reading(setting).faults(2, stall, killed, suspended));
    }

    @Test
    void leaderThatIsCut_violatesNothing() throws Exception {
        // Another one begins to follow while commits are in the log that nobody sees.
        Fault stalled = Faults.synchronousStall(SHORT, cutLeader());
        runsCleanly(50, setting -> BoundedPostgresTest.reading(setting).faults(3, cutLeader(), stalled));
    }

    @Test
    void storeThatFails_violatesNothing() throws Exception {
        Fault suspended = Faults.suspended(store.server(), SHORT);
        Fault away = Faults.suspended(store.server(), LONG);
        runsCleanly(
                50,
                setting -> BoundedPostgresTest.reading(setting)
                        .faults(2, suspended, store.emptied(), away, store.killed()));
    }

    @Test
    void levelStrict_violatesNothing() throws Exception {
        runsCleanly(
                StrictPostgresTest.STRICT,
                Contract.strict(),
                50,
                setting -> BoundedPostgresTest.reading(setting)
                        .faults(1, cutLeader(), Faults.suspended(store.server(), SHORT)));
    }

    private static ChangeSource by(FeedOpener fanOut, ChangeSource source) {
        return wishes -> fanOut.open(source, wishes);
    }

    private static Report run(Set<WrongLog.Defect> defects, UnaryOperator<ChangeSource> sources) throws Exception {
        // Else the cache itself finds it, and stops.
        CacheSettings settings = CacheRun.BOUNDED.verifying(0);
        SharedLog log = Objects.requireNonNull(SharedLog.of(store.in(settings).shared()));
        FeedOpener fanOut =
                new FanOut(new WrongLog(log, defects), new Nobody()).telling(new SignalBus(16, error -> {}));
        return CacheRun.report(
                settings,
                Contract.bounded(settings.staleness()),
                source -> by(fanOut, sources.apply(source)),
                (setting, database) -> WrongFeedsTest.seldomWritten(setting));
    }

    private static void assertStale(Set<WrongLog.Defect> defects, UnaryOperator<ChangeSource> sources)
            throws Exception {
        Hunt.assertFound(StalenessCheck.class, seed -> run(defects, sources));
    }

    @Test
    void logThatIsLate_violatesNothing() throws Exception {
        assertClean(run(EnumSet.of(WrongLog.Defect.LATE), UnaryOperator.identity()), 0);
    }

    @Test
    void followerThatTakesMomentsAsReachedTooEarly_isFound() throws Exception {
        assertStale(EnumSet.of(WrongLog.Defect.LATE), EarlySource::new);
    }

    @Test
    void followerThatDoesNotSeeGaps_isFound() throws Exception {
        assertStale(EnumSet.of(WrongLog.Defect.GAPS), UnaryOperator.identity());
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
