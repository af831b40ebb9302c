package dev.covet.consistency.cache;

import static dev.covet.consistency.cache.CacheRun.BOUNDED;
import static dev.covet.consistency.cache.CacheRun.assertClean;

import dev.covet.consistency.Contract;
import dev.covet.consistency.Hunt;
import dev.covet.consistency.Report;
import dev.covet.consistency.Setting;
import dev.covet.consistency.cache.WrongFeed.Defect;
import dev.covet.consistency.check.StalenessCheck;
import dev.covet.consistency.fault.Faults;
import dev.covet.consistency.workload.Mix;
import dev.covet.optimizer.engine.change.ChangeSource;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What the cache relies on, taken away: the oracle sees it. */
class WrongFeedsTest {
    private static final Duration BETWEEN_WRITES = Duration.ofMillis(600);
    private static final Duration SOME_WRITES = Duration.ofSeconds(6);

    private static Report run(Set<Defect> defects) throws Exception {
        // Else the cache itself finds it, and stops.
        return CacheRun.report(
                BOUNDED.verifying(0),
                Contract.bounded(BOUNDED.staleness()),
                source -> WrongFeed.of(source, defects),
                (setting, database) -> seldomWritten(setting));
    }

    /** What is wrong stays for more than is promised, as the next write of a table would end it. */
    static Setting seldomWritten(Setting setting) {
        return setting.coveredClients(3, Mix.READS)
                .rawClients(1, Mix.WRITES, BETWEEN_WRITES)
                .faults(1, Faults.none(SOME_WRITES));
    }

    private static void assertStale(Set<Defect> defects) throws Exception {
        Hunt.assertFound(StalenessCheck.class, seed -> run(defects));
    }

    @Test
    void feedThatIsLate_violatesNothing() throws Exception {
        assertClean(run(EnumSet.of(Defect.LATE)), 0);
    }

    @Test
    void feedThatIsLateAndDoesNotSaySo_isFound() throws Exception {
        assertStale(EnumSet.of(Defect.LATE, Defect.EVERYTHING_REACHED));
    }

    /** What is logged and not yet seen by anybody is not taken for seen. */
    @Test
    void commitsThatWait_violateNothing() throws Exception {
        assertClean(waiting(source -> source), 1_000);
    }

    @Test
    void noFence_isFound() throws Exception {
        Set<Defect> defects = EnumSet.of(Defect.EVERYTHING_SEEN);
        Hunt.assertFound(StalenessCheck.class, seed -> waiting(source -> WrongFeed.of(source, defects)));
    }

    private static Report waiting(UnaryOperator<ChangeSource> feeds) throws Exception {
        return CacheRun.report(
                CacheRun.Kind.POSTGRES_WAITING,
                BOUNDED.verifying(0),
                Contract.bounded(BOUNDED.staleness()),
                feeds,
                (setting, database) -> seldomWritten(setting.served(1_000)));
    }

    @Test
    void feedThatLosesCommits_isFound() throws Exception {
        assertStale(EnumSet.of(Defect.LOSES));
    }
}
