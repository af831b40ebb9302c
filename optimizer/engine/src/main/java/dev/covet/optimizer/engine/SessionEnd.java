package dev.covet.optimizer.engine;

/** What a feature keeps with a connection for no longer than a transaction, or than somebody has it from a pool. */
public interface SessionEnd {
    /** That is over. Never throws. */
    void letGo();

    /** Somebody else borrows the connection from its pool. Never throws. */
    default void released() {}
}
