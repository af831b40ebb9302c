package dev.covet.instrumentation.drivers.postgresql.change;

import dev.covet.optimizer.engine.change.ChangeFeed;
import dev.covet.optimizer.engine.change.ChangeSource;
import dev.covet.optimizer.engine.change.FeedRefusedException;
import dev.covet.optimizer.engine.change.FeedWishes;
import dev.covet.optimizer.engine.change.Inquiry;
import java.sql.SQLException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Feeds of one PostgreSQL. Made by name, so that a driver that lacks something of this keeps its wrappers. */
public final class PostgresChangeSource implements ChangeSource {
    private static final int PATIENCE = 10;

    private final FeedConnections connections;
    private final int patience;

    /** With what the application gave the driver. */
    public PostgresChangeSource(String url, Properties properties) {
        this(url, properties, PATIENCE);
    }

    /** With the seconds that it waits for the transactions that are open when a feed is. */
    PostgresChangeSource(String url, Properties properties, int patience) {
        this.connections = new FeedConnections(url, properties);
        this.patience = patience;
    }

    @Override
    public ChangeFeed open(FeedWishes wishes) throws FeedRefusedException, SQLException {
        try {
            return FeedSession.open(connections, wishes, patience);
        } catch (LinkageError e) {
            throw refused(e);
        }
    }

    @Override
    public @Nullable Inquiry inquire(FeedWishes wishes) throws FeedRefusedException, SQLException {
        try {
            return FeedSession.inquire(connections, wishes, patience);
        } catch (LinkageError e) {
            throw refused(e);
        }
    }

    private static FeedRefusedException refused(LinkageError missing) {
        return new FeedRefusedException(
                "COVET-4201",
                "This version of the driver cannot follow changes (" + missing + ").",
                "Use pgjdbc 42.5 or newer, or the level transaction.");
    }
}
