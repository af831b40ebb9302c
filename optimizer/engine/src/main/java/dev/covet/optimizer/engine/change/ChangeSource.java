package dev.covet.optimizer.engine.change;

import java.sql.SQLException;

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
}
