package dev.covet.consistency.cache;

import dev.covet.optimizer.engine.change.ChangeFeed;
import dev.covet.optimizer.engine.change.ChangeSource;
import dev.covet.optimizer.engine.change.FeedRefusedException;
import dev.covet.optimizer.engine.change.FeedWishes;
import java.sql.Connection;
import java.sql.SQLException;

/** Follows, but opens no connection besides. */
record RefusedConnections(ChangeSource source) implements ChangeSource {
    static ChangeSource of(ChangeSource source) {
        return new RefusedConnections(source);
    }

    @Override
    public ChangeFeed open(FeedWishes wishes) throws FeedRefusedException, SQLException {
        return source.open(wishes);
    }

    @Override
    public Connection connect() throws SQLException {
        throw new SQLException("refused", "53300");
    }
}
