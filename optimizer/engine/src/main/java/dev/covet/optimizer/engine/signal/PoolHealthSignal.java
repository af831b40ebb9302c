package dev.covet.optimizer.engine.signal;

/** How a pool stands. Told when that changes, and each minute, as signals may be lost. */
public record PoolHealthSignal(String pool, State state) implements Signal {
    /** From good to bad, and unknown. */
    public enum State {
        HEALTHY,
        /** Nearly all connections have been out for a while, or one was leaked. */
        DEGRADED,
        /** Threads wait and none is free, or threads have given up waiting. */
        UNHEALTHY,
        /** It does not tell its numbers. */
        UNKNOWN,
        /** It was closed. */
        GONE
    }
}
