package dev.covet.consistency.history;

/** What an operation does. */
public enum Kind {
    READ,
    WRITE,
    COMMIT,
    ROLLBACK,
    SAVEPOINT,
    /** Back to the last savepoint, which is then gone; what was written since is undone. */
    ROLLBACK_TO
}
