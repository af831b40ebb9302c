package dev.covet.instrumentation.pools;

import dev.covet.optimizer.engine.signal.PoolFacts;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** What we ask of one product. The pool is the object that lends connections. */
public interface PoolAdapter {
    /** The product, as in {@link PoolFacts#kind()}. */
    String kind();

    /** The name somebody gave the pool; null if it made up one itself. */
    @Nullable String givenName(Object pool);

    /** Where its connections lead to; null if unknown. It may hold a password. */
    @Nullable String url(Object pool);

    /**
     * The numbers now. A pool that does not count what it has lent leaves that unknown and says as idle how many
     * connections it has.
     */
    PoolFacts facts(Object pool, String name) throws SQLException;

    boolean isClosed(Object pool);

    /** Ends the connections that nobody uses now, and the others when they come back, in so far as the product can. */
    void renew(Object pool) throws SQLException;

    /** An entry comes back that {@link #renew} could not take note of: its connection is not to be lent again. */
    default void spent(Object entry) throws SQLException {}

    /**
     * Whether it does not lend a connection again that broke without an exception that it has seen: since it looks itself when
     * the connection comes back, or because it can be told.
     */
    default boolean learnsOfBroken() {
        return false;
    }

    /** What it has lent is broken. */
    default void broken(Object pool, Object lent) {}

    /** Whether this failure means that a thread waited in vain. */
    boolean isTimeout(Throwable failure);

    /** Whether the pool holds on to the very object it has lent, so that nobody can see that it was forgotten. */
    default boolean keepsLent() {
        return false;
    }

    /** What the pool lends again and again, when something that holds it is seen; else the thing itself. */
    default Object entry(Object seen) {
        return seen;
    }

    /** The connection to the database in an entry, or one that unwraps to it; null if it cannot be had. */
    default @Nullable Connection physical(Object seen) {
        return seen instanceof Connection connection ? connection : null;
    }
}
