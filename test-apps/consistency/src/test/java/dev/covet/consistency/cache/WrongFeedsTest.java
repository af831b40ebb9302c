package dev.covet.consistency.cache;

import static dev.covet.consistency.cache.CacheRun.BOUNDED;
import static dev.covet.consistency.cache.CacheRun.assertClean;
import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.consistency.Contract;
import dev.covet.consistency.Report;
import dev.covet.consistency.cache.WrongFeed.Defect;
import dev.covet.consistency.fault.Faults;
import dev.covet.consistency.workload.Mix;
import dev.covet.optimizer.engine.change.ChangeSource;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What the cache relies on, taken away: the oracle sees it. */
class WrongFeedsTest {
    private static final int RUNS = 10;

    /** In which some commits have waited and been seen. */
    private static final Duration SOME_COMMITS = Duration.ofSeconds(6);

    private static Report run(Set<Defect> defects) throws Exception {
        // Else the cache itself finds it, and stops.
        return CacheRun.report(
                BOUNDED.verifying(0),
                Contract.bounded(BOUNDED.staleness()),
                source -> WrongFeed.of(source, defects),
                (setting, database) -> BoundedPostgresTest.reading(setting));
    }

    /** In one of some runs: whether anybody reads at the wrong time is chance. */
    private static void assertStale(Set<Defect> defects) throws Exception {
        assertStale(() -> run(defects));
    }

    private static void assertStale(Callable<Report> runs) throws Exception {
        Map<String, Integer> found = Map.of();
        for (int run = 0; run < RUNS && !found.containsKey("StalenessCheck"); run++) {
            found = runs.call().counts();
        }
        assertThat(found).containsKey("StalenessCheck");
    }

    @Test
    void feedThatIsLate_violatesNothing() throws Exception {
        assertClean(run(EnumSet.of(Defect.LATE)), 0);
    }

    @Test
    void feedThatIsLateAndDoesNotSaySo_isFound() throws Exception {
        assertStale(EnumSet.of(Defect.LATE, Defect.EVERYTHING_REACHED));
    }

    /** What is logged and not yet seen by anybody is not taken for seen; the next write of a table would end what is wrong. */
    @Test
    void commitsThatWait_violateNothing() throws Exception {
        assertClean(waiting(source -> source), 1_000);
    }

    @Test
    void noFence_isFound() throws Exception {
        assertStale(() -> waiting(source -> WrongFeed.of(source, EnumSet.of(Defect.EVERYTHING_SEEN))));
    }

    private static Report waiting(UnaryOperator<ChangeSource> feeds) throws Exception {
        return CacheRun.report(
                CacheRun.Kind.POSTGRES_WAITING,
                BOUNDED.verifying(0),
                Contract.bounded(BOUNDED.staleness()),
                feeds,
                (setting, database) -> setting.coveredClients(3, Mix.READS)
                        .rawClients(1, Mix.WRITES, Duration.ofMillis(600))
                        .served(1_000)
                        .faults(1, Faults.none(SOME_COMMITS)));
    }

    @Test
    void feedThatLosesCommits_isFound() throws Exception {
        assertStale(EnumSet.of(Defect.LOSES));
    }
}
