package dev.covet.optimizer.features.prefetch;

import java.time.Duration;

/**
 * What the user wants of prefetching.
 *
 * @param strict whether answers are given only where the isolation level makes them equal to later ones
 * @param transactionTime how long rows are given within a transaction that sees what others commit
 * @param autocommitTime how long without a transaction
 */
public record PrefetchSettings(Mode mode, boolean strict, Duration transactionTime, Duration autocommitTime) {
    public static final PrefetchSettings DEFAULT =
            new PrefetchSettings(Mode.ON, false, Duration.ofMillis(100), Duration.ofMillis(50));

    /** What is done about queries that are repeated for each row. */
    public enum Mode {
        OFF,
        /** They are found, and counted what batches would have saved. */
        OBSERVE,
        ON
    }
}
