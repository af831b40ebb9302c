package dev.covet.instrumentation.drivers.postgresql.change;

import dev.covet.optimizer.engine.change.ChangeFeed;
import dev.covet.optimizer.engine.change.FeedRefusedException;
import dev.covet.optimizer.engine.change.FeedWishes;
import dev.covet.optimizer.engine.change.Inquiry;
import dev.covet.optimizer.engine.change.Witness;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.replication.LogSequenceNumber;
import org.postgresql.replication.PGReplicationStream;

/** The two connections of a feed, and how they are opened: checks first, then the slot, then the log. */
final class FeedSession {
    private static final String NOT_PERMITTED = "42501";
    private static final String TOO_MANY_CONNECTIONS = "53300";
    private static final String TOO_MANY_SLOTS = "53400";
    private static final String CANCELLED = "57014";

    /** The first version that can be told to. */
    private static final int REUSES_PLANS = 120000;

    /** Of the driver, so that one that cannot replicate shows it at once. */
    private static final LogSequenceNumber FROM_SLOT = LogSequenceNumber.valueOf(0);

    private final FeedConnections connections;
    private final Connection asking;
    private final int patience;
    private final ServerFacts facts;
    private final Questions questions;
    private final Coverage coverage;
    private final String publication;
    private final String slot = "covet_" + UUID.randomUUID().toString().replace("-", "");
    private @Nullable Connection replicating;

    private FeedSession(FeedConnections connections, Connection asking, FeedWishes wishes, int patience)
            throws SQLException {
        this.connections = connections;
        this.asking = asking;
        this.patience = patience;
        this.facts = ServerFacts.ask(asking);
        if (facts.version() >= REUSES_PLANS) {
            reusePlans();
        }
        this.questions = new Questions(asking, facts.version());
        this.publication = wishes.publication();
        this.coverage = new Coverage(asking, wishes.publication(), facts.version());
    }

    /** The same few questions again and again, about names in arrays: to plan them anew would take longer than to answer. */
    private void reusePlans() throws SQLException {
        try (Statement statement = asking.createStatement()) {
            statement.execute("set plan_cache_mode to force_generic_plan");
        }
    }

    static ChangeFeed open(FeedConnections connections, FeedWishes wishes, int patience)
            throws FeedRefusedException, SQLException {
        Connection asking = connections.asking();
        FeedSession made = null;
        ChangeFeed feed = null;
        try {
            made = new FeedSession(connections, asking, wishes, patience);
            feed = made.start(wishes);
            return feed;
        } finally {
            if (feed == null) {
                if (made != null) {
                    made.close();
                }
                close(asking);
            }
        }
    }

    /** Without being told; null if the server does not say who it is. */
    static @Nullable Inquiry inquire(FeedConnections connections, FeedWishes wishes, int patience)
            throws FeedRefusedException, SQLException {
        Connection asking = connections.asking();
        Inquiry made = null;
        try {
            FeedSession session = new FeedSession(connections, asking, wishes, patience);
            session.facts.checkServer();
            new Publication(asking, wishes.publication()).check();
            String identity = session.identity();
            made = identity.isEmpty() ? null : new PostgresInquiry(session, identity);
            return made;
        } finally {
            if (made == null) {
                close(asking);
            }
        }
    }

    /** Empty if the server does not say it. */
    String identity() throws SQLException {
        String server = questions.identify();
        return server.isEmpty() ? "" : server + ' ' + publication;
    }

    private ChangeFeed start(FeedWishes wishes) throws FeedRefusedException, SQLException {
        facts.checkServer();
        new Publication(asking, wishes.publication()).check();
        facts.checkRoom();
        Connection log = replicating();
        replicating = log;
        questions.identify(log);
        long start = createSlot(log);
        PGReplicationStream stream = log.unwrap(PGConnection.class)
                .getReplicationAPI()
                .replicationStream()
                .logical()
                .withSlotName(slot)
                .withStartPosition(FROM_SLOT)
                .withSlotOption("proto_version", 1)
                .withSlotOption("publication_names", publicationNames(wishes.publication()))
                .withStatusInterval(1, TimeUnit.SECONDS)
                .start();
        PostgresFeed feed = new PostgresFeed(this, wishes, stream, start);
        awaitThoseBefore();
        return feed;
    }

    /** A list of identifiers, in the text that the driver puts between quotes as it is. */
    private static String publicationNames(String publication) {
        return '"' + publication.replace("\"", "\"\"").replace("'", "''") + '"';
    }

    private Connection replicating() throws FeedRefusedException, SQLException {
        try {
            return connections.replicating();
        } catch (SQLException e) {
            if (NOT_PERMITTED.equals(e.getSQLState())) {
                throw facts.refusedRole();
            }
            if (TOO_MANY_CONNECTIONS.equals(e.getSQLState())) {
                ServerFacts.ask(asking).checkRoom();
            }
            throw e;
        }
    }

    /** Where the log begins that it tells of. The server first waits for the transactions that are writing now. */
    private long createSlot(Connection log) throws FeedRefusedException, SQLException {
        try (Statement statement = log.createStatement()) {
            statement.setQueryTimeout(patience);
            try (ResultSet row = statement.executeQuery(
                    "CREATE_REPLICATION_SLOT " + slot + " TEMPORARY LOGICAL pgoutput NOEXPORT_SNAPSHOT")) {
                row.next();
                return Positions.read(row.getString("consistent_point"));
            }
        } catch (SQLException e) {
            if (TOO_MANY_SLOTS.equals(e.getSQLState())) {
                ServerFacts.ask(asking).checkRoom();
            }
            throw CANCELLED.equals(e.getSQLState()) ? waitedTooLong() : e;
        }
    }

    /**
     * A transaction whose commit is in the log before the slot's begin may not be seen by others yet, and will not be told
     * of. So all that run now have to end. A snapshot does not name them all: those after the last that ended are missing.
     */
    void awaitThoseBefore() throws SQLException {
        long start = System.nanoTime();
        Set<String> before = questions.transactions();
        while (!before.isEmpty()) {
            if (System.nanoTime() - start > TimeUnit.SECONDS.toNanos(patience)
                    || Thread.currentThread().isInterrupted()) {
                throw waitedTooLong();
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
            before.retainAll(questions.transactions());
        }
    }

    private SQLException waitedTooLong() throws SQLException {
        return new SQLException(
                "COVET-4211 Following the server's log can begin when the transactions that are writing have ended;"
                        + " after " + patience + " s there are: " + questions.writers() + ".",
                "57014");
    }

    Witness witness() throws SQLException {
        Connection made = connections.witness();
        return new PostgresWitness(made, questions.on(made));
    }

    Connection asking() {
        return asking;
    }

    Questions questions() {
        return questions;
    }

    Coverage coverage() {
        return coverage;
    }

    String slot() {
        return slot;
    }

    /** The slot ends with the connection. */
    void close() {
        if (replicating != null) {
            close(replicating);
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
