package dev.covet.optimizer.engine.change;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Opens feeds of the database that a connection has reached, with that connection's driver, address and user. */
public interface ChangeSource {
    /** Of a driver that has none. */
    ChangeSource NONE = wishes -> {
        throw new FeedRefusedException(
                "COVET-4201", "The driver of this database cannot follow its changes.", "Use the level transaction.");
    };

    /** Of a connection that was opened when nobody wanted to know. */
    ChangeSource UNKNOWN = wishes -> {
        throw new FeedRefusedException(
                "COVET-4201", "Nobody knows how this connection was opened.", "Open another connection.");
    };

    /**
     * Opens one, from whose first {@link Moment} on nothing is left out.
     *
     * @throws FeedRefusedException if the server is not set up for it
     * @throws SQLException if it cannot be reached now
     */
    ChangeFeed open(FeedWishes wishes) throws FeedRefusedException, SQLException;

    /**
     * Opens a connection like the one of the application, whose statements go through the same stages. They are Covet's
     * own. Null if that cannot be done.
     */
    default @Nullable Connection connect() throws SQLException {
        return null;
    }

    /**
     * Opens only what asks, for which no right to follow changes is needed; null if what feeds of this database are told cannot be
     * handed on.
     *
     * @throws FeedRefusedException if the server is not set up for it
     * @throws SQLException if it cannot be reached now
     */
    default @Nullable Inquiry inquire(FeedWishes wishes) throws FeedRefusedException, SQLException {
        return null;
    }
}
