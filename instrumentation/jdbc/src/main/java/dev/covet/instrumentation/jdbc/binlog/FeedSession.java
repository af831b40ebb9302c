package dev.covet.instrumentation.jdbc.binlog;

import dev.covet.optimizer.engine.change.ChangeFeed;
import dev.covet.optimizer.engine.change.FeedRefusedException;
import dev.covet.optimizer.engine.change.Inquiry;
import dev.covet.optimizer.engine.change.Witness;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The two connections of a feed, and how they are opened: checks first, then the log. */
final class FeedSession {
    private static final int NOT_PERMITTED = 1227;
    private static final int DENIED = 1045;

    private final LogConnections connections;
    private final Connection asking;
    private @Nullable LogConnection log;
    private @Nullable LogThread thread;

    private FeedSession(LogConnections connections) throws SQLException {
        this.connections = connections;
        this.asking = connections.asking(LogConnections.PATIENCE);
    }

    static ChangeFeed open(LogConnections connections) throws FeedRefusedException, SQLException {
        FeedSession made = new FeedSession(connections);
        ChangeFeed feed = null;
        try {
            feed = made.start();
            return feed;
        } finally {
            if (feed == null) {
                made.close();
            }
        }
    }

    /** Without being sent the log; null if the server does not say since when it runs. */
    static @Nullable Inquiry inquire(LogConnections connections) throws FeedRefusedException, SQLException {
        FeedSession made = new FeedSession(connections);
        Inquiry inquiry = null;
        try {
            inquiry = made.asked((settings, server) -> made.inquiry(server));
            return inquiry;
        } finally {
            if (inquiry == null) {
                made.close();
            }
        }
    }

    /** Does something with the server once it is known to fit. */
    @FunctionalInterface
    private interface Use<T> {
        @Nullable T of(Settings settings, Server server) throws FeedRefusedException, SQLException;
    }

    private ChangeFeed start() throws FeedRefusedException, SQLException {
        return Objects.requireNonNull(asked(this::follow));
    }

    private <T> @Nullable T asked(Use<T> use) throws FeedRefusedException, SQLException {
        Settings settings = Settings.ask(asking);
        Requirements requirements = new Requirements(settings);
        requirements.check();
        Server server = Server.of(asking, settings, History.of(asking, settings));
        try {
            Server.Filters filters = server.filters();
            Requirements.filters(filters.only(), filters.without());
            return use.of(settings, server);
        } catch (SQLException e) {
            if (e.getErrorCode() == NOT_PERMITTED || e.getErrorCode() == DENIED) {
                throw requirements.user(String.valueOf(e.getMessage()));
            }
            throw e;
        }
    }

    private ChangeFeed follow(Settings settings, Server server) throws FeedRefusedException, SQLException {
        LogConnection opened = connections.log();
        log = opened;
        if (!Settings.ask(opened.connection()).server().equals(settings.server())) {
            throw new SQLException("The address leads to several servers: the log is another one's.", "08006");
        }
        try (Statement statement = opened.connection().createStatement()) {
            statement.execute(server.introduction());
        }
        LogThread started = new LogThread(
                opened, new EventReader(settings.of("binlog_checksum").equalsIgnoreCase("CRC32")));
        thread = started;
        try {
            opened.send(server.command());
        } catch (IOException e) {
            throw new SQLException("The server's log could not be asked for.", "08006", e);
        }
        started.start();
        server.confirm();
        return new BinlogFeed(this, server, started, settings.unrest());
    }

    private @Nullable Inquiry inquiry(Server server) throws SQLException {
        if (!server.history.isKnown()) {
            return null;
        }
        String identity = identity();
        server.confirm();
        return new BinlogInquiry(this, server, identity);
    }

    Witness witness(Server server) throws SQLException {
        Connection made = connections.asking(LogConnections.SHORT_PATIENCE);
        Server asked = null;
        try {
            asked = server.on(made);
            return new BinlogWitness(made, asked);
        } finally {
            if (asked == null) {
                close(made);
            }
        }
    }

    /** Empty if the server does not say since when it runs. What the user may see decides which cascades are told. */
    String identity() throws SQLException {
        History now = History.ask(asking);
        return now.isKnown() ? now.name() + " " + Settings.place(asking) : "";
    }

    Connection asking() {
        return asking;
    }

    /** The server stops sending when it notices, which is within a second. */
    void close() {
        if (log != null) {
            log.close();
        }
        if (thread != null) {
            thread.end();
        }
        close(asking);
    }

    static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            // What cannot be ended properly has ended already.
        }
    }
}
