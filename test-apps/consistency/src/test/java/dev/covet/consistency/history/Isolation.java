package dev.covet.consistency.history;

/** What an operation is part of. */
public enum Isolation {
    /** A transaction of its own. */
    AUTOCOMMIT,
    READ_COMMITTED,
    REPEATABLE_READ
}
