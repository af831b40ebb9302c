package dev.covet.consistency.cache;

import static dev.covet.consistency.cache.CacheRun.BOUNDED;
import static dev.covet.consistency.cache.CacheRun.assertClean;
import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.consistency.Contract;
import dev.covet.consistency.Report;
import dev.covet.consistency.cache.WrongFeed.Defect;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the cache relies on, taken away: the oracle sees it. */
class WrongFeedsTest {
    private static final int RUNS = 10;

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
        Map<String, Integer> found = Map.of();
        for (int run = 0; run < RUNS && !found.containsKey("StalenessCheck"); run++) {
            found = run(defects).counts();
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

    @Test
    void feedThatLosesCommits_isFound() throws Exception {
        assertStale(EnumSet.of(Defect.LOSES));
    }
}
