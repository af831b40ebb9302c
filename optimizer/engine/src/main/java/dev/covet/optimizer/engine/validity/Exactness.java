package dev.covet.optimizer.engine.validity;

/** What an answer that was fetched earlier may differ in from one fetched now. */
public enum Exactness {
    /** In nothing: the transaction sees one snapshot. */
    SNAPSHOT,
    /** In what others have committed in between: it is as if the query had run a little earlier. */
    RECENT,
    /** Fetching early could change how transactions get on with each other. */
    NONE
}
