package dev.covet.optimizer.features.prefetch.serve;

import dev.covet.optimizer.engine.ConnectionSession;

/** Until when what is fetched on a connection at this moment may be given as an answer. */
public final class Validity {
    private final ConnectionSession session;
    private final Exactness exactness;
    private final boolean transaction;
    private final long number;
    private final long changes;
    private final long writes;
    private final long deadline;

    /**
     * To be made before the rows are fetched.
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
        this.deadline = session.engine().nanoTime() + nanos;
    }

    public ConnectionSession session() {
        return session;
    }

    /** Whether it may be given to this connection now. */
    public boolean holds(ConnectionSession asking) {
        return asking == session
                && changes == session.changes()
                && !session.state().opaque()
                && transaction == session.transaction().active()
                && number == session.transaction().number()
                && (exactness == Exactness.SNAPSHOT
                        || (writes == session.clock().now() && session.engine().nanoTime() - deadline < 0));
    }

    /** Whether it ended because somebody changed something, and not because time went by. */
    public boolean endedByChange() {
        return changes != session.changes() || writes != session.clock().now();
    }
}
