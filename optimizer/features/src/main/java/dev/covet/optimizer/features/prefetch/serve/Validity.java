package dev.covet.optimizer.features.prefetch.serve;

import dev.covet.optimizer.engine.ConnectionSession;
import dev.covet.optimizer.engine.Fence;

/** Until when what is fetched on a connection at this moment may be given as an answer. */
public class Validity {
    private final ConnectionSession session;
    private final Exactness exactness;
    private final boolean transaction;
    private final long number;
    private final long changes;
    private final long writes;
    private final Fence fence;
    private final long mark;
    private final long deadline;

    /**
     * To be made before the rows are fetched, by the thread that fetches them.
     *
     * @param nanos how long rows are given that are {@link Exactness#RECENT}
     */
    public Validity(ConnectionSession session, Exactness exactness, long nanos) {
        this.session = session;
        this.exactness = exactness;
        this.transaction = session.transaction().active();
        this.number = session.transaction().number();
        this.changes = session.changes();
        this.writes = session.clock().now();
        this.fence = Fence.current();
        this.mark = exactness == Exactness.RECENT ? fence.mark() : 0;
        this.deadline = session.engine().nanoTime() + nanos;
    }

    public final ConnectionSession session() {
        return session;
    }

    /** Whether it may be given to this connection now. */
    public final boolean holds(ConnectionSession asking) {
        return asking == session
                && unchanged()
                && !session.state().opaque()
                && sameTransaction()
                && (exactness == Exactness.SNAPSHOT || (unwritten() && unheard() && inTime()));
    }

    /** Nothing has happened on the connection but queries. */
    protected boolean unchanged() {
        return changes == session.changes();
    }

    protected boolean sameTransaction() {
        return transaction == session.transaction().active()
                && number == session.transaction().number();
    }

    /** This JVM has committed nothing to the database. */
    protected boolean unwritten() {
        return writes == session.clock().now();
    }

    /** No other service has told this unit of work anything, nor is this another one. */
    protected boolean unheard() {
        return fence.holds(mark) && fence.equals(Fence.known());
    }

    protected boolean inTime() {
        return session.engine().nanoTime() - deadline < 0;
    }

    /** Whether it ended because somebody changed something, and not because time went by. */
    public final boolean endedByChange() {
        return changes != session.changes()
                || writes != session.clock().now()
                || (exactness == Exactness.RECENT && !fence.holds(mark));
    }

    /** Makes the one for what is fetched next. */
    public interface Maker {
        Validity make(ConnectionSession session, Exactness exactness, long nanos);
    }
}
