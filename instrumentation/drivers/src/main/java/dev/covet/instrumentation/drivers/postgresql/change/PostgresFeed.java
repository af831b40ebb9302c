package dev.covet.instrumentation.drivers.postgresql.change;

import dev.covet.optimizer.engine.change.ChangeFeed;
import dev.covet.optimizer.engine.change.Commit;
import dev.covet.optimizer.engine.change.FeedRefusedException;
import dev.covet.optimizer.engine.change.FeedWishes;
import dev.covet.optimizer.engine.change.Moment;
import dev.covet.optimizer.engine.change.Witness;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.postgresql.replication.LogSequenceNumber;
import org.postgresql.replication.PGReplicationStream;

/**
 * A running feed. The driver can look for a message without end or for one millisecond, so waiting is looking and resting
 * in turn: a message that comes while it looks is seen at once. That takes 1 to 2 % of a processor.
 */
final class PostgresFeed implements ChangeFeed {
    private static final long FIRST_REST = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long LONGEST_REST = TimeUnit.MILLISECONDS.toNanos(4);
    private static final long GRACE = TimeUnit.SECONDS.toNanos(20);
    private static final int BURST = 4;
    private static final long BETWEEN_CHECKS = TimeUnit.SECONDS.toNanos(1);

    private final FeedSession session;
    private final FeedWishes wishes;
    private final PGReplicationStream stream;
    private final Relations relations;
    private final MessageReader reader;
    private final Flushing flushing;

    /** Everything that was committed before this place in the log has been handed out. Written by one thread. */
    private volatile long position;

    private String hierarchy;
    private long checked = System.nanoTime();

    /** When the server last kept no more of its log than was wished. */
    private long within = checked;

    private volatile boolean failed;

    PostgresFeed(FeedSession session, FeedWishes wishes, PGReplicationStream stream, long start) throws SQLException {
        this.session = session;
        this.wishes = wishes;
        this.stream = stream;
        this.relations = new Relations(session.asking());
        this.reader = new MessageReader(relations::described);
        this.flushing = new Flushing(session.questions());
        this.position = start;
        this.hierarchy = session.questions().state(session.slot()).hierarchy();
    }

    @Override
    public void receive(long mostNanos, Consumer<Commit> to) throws SQLException {
        if (failed) {
            throw new SQLException("The feed has failed before.", "08003");
        }
        boolean received = false;
        try {
            receiveBefore(System.nanoTime() + mostNanos, to);
            acknowledge();
            received = true;
        } finally {
            failed = !received;
        }
    }

    private void receiveBefore(long end, Consumer<Commit> to) throws SQLException {
        long before = position;
        long rest = FIRST_REST;
        boolean handed = check(to);
        while (true) {
            ByteBuffer message = stream.readPending();
            boolean late = System.nanoTime() - end >= 0;
            if (message != null) {
                handed |= reader.read(message) && handOut(to);
                if (late) {
                    return;
                }
                continue;
            }
            // All messages before the place that the driver knows have been read now.
            advance(stream.getLastReceiveLSN().asLong());
            if (handed || position != before || late || Thread.currentThread().isInterrupted()) {
                return;
            }
            LockSupport.parkNanos(rest);
            rest = Math.min(2 * rest, LONGEST_REST);
        }
    }

    private boolean handOut(Consumer<Commit> to) throws SQLException {
        Set<Integer> written = reader.written();
        boolean anything = reader.anything() || !relations.knows(written);
        boolean changed = anything || !written.isEmpty();
        if (changed) {
            to.accept(new Commit(reader.transaction(), relations.showing(written), anything, reader.end()));
        }
        advance(reader.end());
        return changed;
    }

    private void advance(long to) {
        position = Math.max(position, to);
    }

    /** So that the server need not keep what was received. The driver sends it at the next occasion. */
    private void acknowledge() {
        LogSequenceNumber received = LogSequenceNumber.valueOf(position);
        stream.setFlushedLSN(received);
        stream.setAppliedLSN(received);
    }

    /** Looks after the slot and for changes that the log does not tell of; true if something was handed out. */
    private boolean check(Consumer<Commit> to) throws SQLException {
        long now = System.nanoTime();
        if (now - checked < BETWEEN_CHECKS) {
            return false;
        }
        checked = now;
        Questions.State state = session.questions().state(session.slot());
        if (keepsTooMuch(state.retained(), now)) {
            throw new SQLException(
                    "COVET-4210 The server keeps " + (state.retained() >> 20) + " MB of its log for the slot "
                            + session.slot() + ", more than " + (wishes.mostRetainedBytes() >> 20)
                            + " MB: it is let go. Open transactions that write: "
                            + session.questions().writers() + ".",
                    "53100");
        }
        try {
            ServerFacts.checkStandbys(state.standbys());
        } catch (FeedRefusedException e) {
            throw new SQLException(e.getMessage(), "55000", e);
        }
        if (state.hierarchy().equals(hierarchy)) {
            return false;
        }
        hierarchy = state.hierarchy();
        relations.hierarchyChanged();
        to.accept(new Commit(PostgresMoment.SEEN, Set.of(), true));
        return true;
    }

    /** The server lets go of what nobody needs every 15 seconds only, so a short burst is nobody's fault. */
    private boolean keepsTooMuch(long retained, long now) {
        long most = wishes.mostRetainedBytes();
        if (retained <= most) {
            within = now;
        }
        return now - within > GRACE || retained / BURST > most;
    }

    @Override
    public Moment moment() throws SQLException {
        PostgresMoment now = session.questions().moment();
        flushing.await(now);
        return now;
    }

    @Override
    public void hurry() throws SQLException {
        flushing.hurry(position);
        acknowledge();
        stream.forceUpdateStatus();
    }

    @Override
    public boolean reached(Moment moment) {
        return !failed && moment instanceof PostgresMoment asked && position >= asked.logged();
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public String identity() throws SQLException {
        return session.identity();
    }

    @Override
    public Set<String> untold(Collection<String> tables) throws SQLException {
        return session.coverage().untold(tables);
    }

    @Override
    public Witness witness() throws SQLException {
        return session.witness();
    }

    @Override
    public Connection asking() {
        return session.asking();
    }

    @Override
    public void close() {
        failed = true;
        session.close();
    }
}
