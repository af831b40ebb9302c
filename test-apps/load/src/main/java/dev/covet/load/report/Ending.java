package dev.covet.load.report;

/** Why a run ended. */
public enum Ending {
    /** The time was over. */
    TIME,
    /** As many requests were sent as allowed. */
    COUNT,
    /** Somebody stopped it. */
    STOPPED
}
