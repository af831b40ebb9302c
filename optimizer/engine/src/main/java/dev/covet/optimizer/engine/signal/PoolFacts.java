package dev.covet.optimizer.engine.signal;

/**
 * The numbers of a connection pool at one moment. A number the pool does not know is {@link #UNKNOWN}.
 *
 * @param name unique among the pools of this JVM
 * @param kind the product: {@code hikari}, {@code tomcat}, {@code dbcp2}, {@code c3p0}, {@code agroal}
 * @param idleMax the most connections that stay when idle
 * @param idleMin the fewest that the pool keeps ready
 * @param pending threads that wait for a connection
 */
public record PoolFacts(String name, String kind, int idle, int used, int max, int idleMax, int idleMin, int pending) {
    public static final int UNKNOWN = -1;
}
