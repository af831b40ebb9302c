package dev.covet.optimizer.engine.signal;

/** Is told what happens in connection pools, by the name of the pool, on the application's threads. Must not throw. */
public interface PoolListener {
    default void opened(String pool) {}

    /** The pool was closed, or nobody has it any more. What was kept under its name can go. */
    default void closed(String pool) {}

    /** A connection to the database was opened for the pool. */
    default void created(String pool, long nanos) {}

    /** A connection was borrowed; the time is that of the whole borrowing. */
    default void waited(String pool, long nanos) {}

    /** A connection was given back after this time. */
    default void used(String pool, long nanos) {}

    /** A thread gave up waiting. */
    default void timedOut(String pool) {}
}
