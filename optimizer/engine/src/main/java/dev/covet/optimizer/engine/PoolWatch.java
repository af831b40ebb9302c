package dev.covet.optimizer.engine;

import org.jspecify.annotations.Nullable;

/**
 * Looks after what pools lend, on the application's threads. Pools that take their connections from another pool are not
 * among those told of: they keep them for long, and rightly so.
 */
public interface PoolWatch {
    /** This thread asks a pool for a connection and may have to wait. Followed by {@link #lent} or {@link #refused}. */
    void asking(String pool);

    /**
     * It got one.
     *
     * @param handle what the application has to close, to be kept by no more than a reference; null if the pool itself
     *     keeps it as long as it is lent
     * @param session of the connection behind it, if that is wrapped
     */
    @Nullable Loan lent(String pool, @Nullable Object handle, @Nullable ConnectionSession session, long waitedNanos, long now);

    /** It got none. */
    void refused(String pool, boolean timeout, long waitedNanos);
}
