package dev.covet.optimizer.engine.signal;

/**
 * Something that happened in a connection pool.
 *
 * @param nanos how long it took, where that makes sense
 */
public record PoolSignal(PoolNumbers pool, Event event, long nanos) implements Signal {
    /** What happened. */
    public enum Event {
        /** The pool exists; its numbers are observed from now on. */
        OPENED,
        /** Nobody has to observe it any more. */
        CLOSED,
        /** A physical connection was made. */
        CREATED,
        /** A connection was borrowed, after so long. */
        WAITED,
        /** A connection was given back, after so long. */
        USED,
        /** A thread gave up waiting. */
        TIMED_OUT
    }
}
