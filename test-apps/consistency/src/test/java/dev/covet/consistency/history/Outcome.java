package dev.covet.consistency.history;

/** How an operation ended, as far as its client can know. */
public enum Outcome {
    OK,
    /** It has surely not been applied. */
    FAILED,
    /** The answer was lost: it may have been applied, or may still be. */
    UNKNOWN
}
