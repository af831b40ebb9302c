package dev.covet.optimizer.engine.signal;

/**
 * A pool's present state, asked for now and then by a thread of ours; must be cheap and must not block. A number is
 * negative if the pool does not tell. Exporters keep it weakly: who makes it has to hold it as long as the pool lives.
 */
public interface PoolNumbers {
    /** The same for the life of the pool. */
    String name();

    int idle();

    int used();

    /** Threads that wait for a connection. */
    int pending();

    /** Connections at most. */
    int max();

    int minIdle();

    int maxIdle();
}
