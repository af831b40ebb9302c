package dev.covet.optimizer.features.prefetch;

import java.time.Duration;
import java.util.List;

/**
 * What the user wants of prefetching.
 *
 * @param strict whether answers are given only where the isolation level makes them equal to later ones
 * @param transactionTime how long rows are given within a transaction that sees what others commit
 * @param autocommitTime how long without a transaction
 * @param exceptTables queries that name one of these are left alone
 * @param exceptWorks so are requests and tasks of these names, in which a star stands for anything
 */
public record PrefetchSettings(
        Mode mode,
        boolean strict,
        Duration transactionTime,
        Duration autocommitTime,
        List<String> exceptTables,
        List<String> exceptWorks) {
    public static final PrefetchSettings DEFAULT = of(Mode.ON);

    public PrefetchSettings {
        exceptTables = List.copyOf(exceptTables);
        exceptWorks = List.copyOf(exceptWorks);
    }

    /** All else as it is by default. */
    public static PrefetchSettings of(Mode mode) {
        return new PrefetchSettings(mode, false, Duration.ofMillis(100), Duration.ofMillis(50), List.of(), List.of());
    }

    /** What is done about queries that are repeated for each row. */
    public enum Mode {
        OFF,
        /** They are found, and counted what batches would have saved. */
        OBSERVE,
        ON
    }
}
