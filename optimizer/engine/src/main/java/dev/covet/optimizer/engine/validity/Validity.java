package dev.covet.optimizer.engine.validity;

import dev.covet.optimizer.engine.ConnectionSession;
import dev.covet.optimizer.engine.Fence;
import dev.covet.optimizer.engine.TableClock;
import org.jspecify.annotations.Nullable;

/** Until when what is fetched on a connection at this moment may be given as an answer. Belongs to the unit's lock. */
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
    private final int @Nullable [] tables;
    private final long[] tableWrites;
    private final long[] tableChanges;
    private final long databaseWrites;
    private long allTableWrites;
    private long allTableChanges;

    /**
     * To be made before the rows are fetched, by the thread that fetches them.
     *
     * @param nanos how long rows are given that are {@link Exactness#RECENT}
     * @param tables the numbers of all tables they come from, by {@link TableClock#number}; null if nobody knows
     */
    public Validity(ConnectionSession session, Exactness exactness, long nanos, int @Nullable [] tables) {
        this.session = session;
        this.exactness = exactness;
        this.transaction = session.transaction().active();
        this.number = session.transaction().number();
        this.changes = session.changes();
        this.writes = session.clock().now();
        this.fence = Fence.current();
        this.mark = exactness == Exactness.RECENT ? fence.mark() : 0;
        this.deadline = session.engine().nanoTime() + nanos;
        this.tables = tables;
        this.databaseWrites = session.clock().tables();
        this.allTableWrites = session.engine().tables().now();
        this.allTableChanges = session.tableChanges();
        int count = tables == null ? 0 : tables.length;
        this.tableWrites = new long[count];
        this.tableChanges = new long[count];
        for (int i = 0; tables != null && i < count; i++) {
            tableWrites[i] = session.engine().tables().of(tables[i]);
            tableChanges[i] = session.tableChanges(tables[i]);
        }
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
        return changes == session.changes() && (allTableChanges == session.tableChanges() || othersChanged());
    }

    /** This connection has changed tables, but none of these. */
    private boolean othersChanged() {
        if (tables == null) {
            return false;
        }
        for (int i = 0; i < tables.length; i++) {
            if (tableChanges[i] != session.tableChanges(tables[i])) {
                return false;
            }
        }
        allTableChanges = session.tableChanges();
        return true;
    }

    protected boolean sameTransaction() {
        return transaction == session.transaction().active()
                && number == session.transaction().number();
    }

    /** This JVM has committed nothing to the database, but to other tables. */
    protected boolean unwritten() {
        return writes == session.clock().now()
                && (allTableWrites == session.engine().tables().now() || othersWritten());
    }

    /** Somebody has written tables, but none of these; or none of this database, if nobody knows which these are. */
    private boolean othersWritten() {
        TableClock clock = session.engine().tables();
        long now = clock.now();
        if (tables == null && databaseWrites != session.clock().tables()) {
            return false;
        }
        for (int i = 0; tables != null && i < tables.length; i++) {
            if (tableWrites[i] != clock.of(tables[i])) {
                return false;
            }
        }
        allTableWrites = now;
        return true;
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
        return !unchanged() || !unwritten() || (exactness == Exactness.RECENT && !fence.holds(mark));
    }

    /** Makes the one for what is fetched next. */
    public interface Maker {
        Validity make(ConnectionSession session, Exactness exactness, long nanos, int @Nullable [] tables);
    }
}
