package dev.covet.optimizer.engine.signal;

/**
 * Something that is wrong with a pool, or with how the application uses its connections.
 *
 * @param pool its name, empty where no pool is known
 * @param text for people, beginning with its code
 */
public record PoolFindingSignal(Kind kind, String pool, String text) implements Signal {
    /** What it is. */
    public enum Kind {
        PRESSURE,
        EXHAUSTED,
        LEAK,
        LONG_HOLD,
        NESTED,
        IDLE_IN_TRANSACTION,
        IDLE_HOLD,
        LONG_TRANSACTION,
        AUTOCOMMIT_CHATTER,
        DEADLOCK,
        STATEMENT_LEAK,
        SIZING
    }

    @Override
    public long bytes() {
        return 2L * text.length();
    }
}
