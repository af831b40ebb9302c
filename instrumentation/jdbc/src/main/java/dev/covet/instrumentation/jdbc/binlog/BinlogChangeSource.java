package dev.covet.instrumentation.jdbc.binlog;

import dev.covet.optimizer.engine.change.ChangeFeed;
import dev.covet.optimizer.engine.change.ChangeSource;
import dev.covet.optimizer.engine.change.FeedRefusedException;
import dev.covet.optimizer.engine.change.FeedWishes;
import dev.covet.optimizer.engine.change.Inquiry;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Feeds of one MySQL or MariaDB. Adapters make subclasses by name, so that a driver that lacks something keeps its wrappers. */
public abstract class BinlogChangeSource implements ChangeSource {
    /** The connections of the driver. Fails with a {@link LinkageError} if it cannot be used for a log. */
    protected abstract LogConnections connections();

    /** Nothing is kept at the server for a feed, so the wishes do not matter. */
    @Override
    public final ChangeFeed open(FeedWishes wishes) throws FeedRefusedException, SQLException {
        try {
            return FeedSession.open(connections());
        } catch (LinkageError e) {
            throw refused(e);
        }
    }

    @Override
    public final @Nullable Inquiry inquire(FeedWishes wishes) throws FeedRefusedException, SQLException {
        try {
            return FeedSession.inquire(connections());
        } catch (LinkageError e) {
            throw refused(e);
        }
    }

    private static FeedRefusedException refused(LinkageError missing) {
        return new FeedRefusedException(
                "COVET-4201",
                "This version of the driver cannot follow changes (" + missing + ").",
                "Use MariaDB Connector/J 3.1 or newer, MySQL Connector/J 8.0.33 or newer, or the level transaction.");
    }
}
