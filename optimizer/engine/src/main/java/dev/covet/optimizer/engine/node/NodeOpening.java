package dev.covet.optimizer.engine.node;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How the application has opened a connection to a node. Keeps neither its driver nor its class loader alive. */
public interface NodeOpening {
    /**
     * Opens one of our own likewise, that is neither wrapped nor counted. Null if the driver is gone.
     *
     * @param patience how long the driver waits for the server at most, where it can be told
     */
    @Nullable Connection open(Duration patience) throws SQLException;

    /** Whether the server says on this connection that it takes no writes. Null if nobody knows. */
    @Nullable Boolean readOnly(Connection own) throws SQLException;
}
