package dev.covet.agent.tooling.jdbc;

import dev.covet.optimizer.engine.ManagedEnd;
import java.sql.Connection;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Makes the connection that the application gets from the one that the driver made. */
public interface ConnectionWrapper {
    /**
     * Wraps a connection, or returns it as it is.
     *
     * @param raw the driver's
     * @param url what the driver was asked for; null when the factory is not a driver. It may hold a password
     * @param properties what the driver was given beside it, with the password
     * @param factory the driver, data source or pooled connection that made it
     */
    Connection wrap(Connection raw, @Nullable String url, @Nullable Properties properties, Object factory);

    /** A factory has failed of which nobody knows where it leads to, perhaps because nobody has wanted to know so far. */
    default void failed(Throwable failure) {}

    /** A transaction manager takes over a connection that was wrapped, or lets go of it. */
    void lead(Connection wrapped, boolean on);

    /** A transaction manager is about to decide over a branch. What is returned is to be answered; null if nobody cares. */
    @Nullable ManagedEnd decides();

    /** Whether this connection was made by {@link #wrap}. */
    boolean isWrapped(Connection connection);
}
