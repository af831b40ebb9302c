package dev.covet.optimizer.features.prefetch.standing;

import java.util.Locale;

/** What becomes of the executions of a pair. */
public enum PairState {
    /** The pair is known, and nothing was asked for yet. */
    LEARNING,

    /** Batches are sent, and the application gets the database's own answers, to compare. */
    COMPARED,

    /** Executions are answered from batches. */
    BATCHES,

    /** Batches save no time: they are only imagined. */
    RESTING,

    /** The text, the catalog, the driver or a batch has shown that there can be none. */
    RULED_OUT,

    /** A batch gave another answer than the single query. */
    MISMATCH,

    /** By a setting. */
    SWITCHED_OFF,

    /** By the transaction, the connection or the statement as it was the last time. */
    NOT_ALLOWED,

    /** By a limit, a change of the rows, or an error of the moment. */
    HELD;

    /** Whether batches are sent, or will be. */
    public boolean isOpen() {
        return this == LEARNING || this == COMPARED || this == BATCHES;
    }

    /** The name for people and metrics. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
