package dev.covet.consistency;

import static org.assertj.core.api.Assertions.fail;

import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.logging.Logger;

/**
 * Runs with something wrong in them until the oracle finds it. Whether anybody reads at the wrong moment of one run is chance; that
 * nobody does for minutes is not.
 */
public final class Hunt {
    private static final Logger LOG = Logger.getLogger(Hunt.class.getName());
    private static final long FIRST_SEED = Long.getLong("covet.consistency.seed", 1);
    private static final long PATIENCE = TimeUnit.MINUTES.toNanos(4);

    private Hunt() {}

    /** One run, in which the clients' choices follow from the seed. */
    @FunctionalInterface
    public interface Run {
        Report with(long seed) throws Exception;
    }

    /** By this check. */
    public static void assertFound(Class<?> check, Run run) throws Exception {
        String name = check.getSimpleName();
        assertFound(name, report -> report.counts().containsKey(name), run);
    }

    /** By any check. */
    public static void assertFound(Run run) throws Exception {
        assertFound("The oracle", report -> !report.counts().isEmpty(), run);
    }

    private static void assertFound(String who, Predicate<Report> found, Run run) throws Exception {
        long start = System.nanoTime();
        int runs = 0;
        Report report;
        do {
            report = run.with(FIRST_SEED + runs);
            runs++;
            if (found.test(report)) {
                LOG.info(report.summary());
                return;
            }
        } while (System.nanoTime() - start < PATIENCE);
        fail("%s found nothing in %d runs, the last of which is %s", who, runs, report);
    }
}
