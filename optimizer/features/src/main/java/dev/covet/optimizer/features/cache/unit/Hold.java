package dev.covet.optimizer.features.cache.unit;

import dev.covet.optimizer.engine.ConnectionSession;
import dev.covet.optimizer.engine.validity.Exactness;
import dev.covet.optimizer.engine.validity.Validity;

/** Until when an answer may be given again. Any write of this JVM that may have reached the database ends it. */
public class Hold extends Validity {
    private final ConnectionSession session;
    private final boolean snapshot;
    private final long asked;
    private final long tables;

    /**
     * To be made before the query is sent, by the thread that sends it.
     *
     * @param nanos how long it is given where the transaction is no snapshot
     */
    public Hold(ConnectionSession session, Exactness exactness, long nanos) {
        super(session, exactness, nanos, null);
        this.session = session;
        this.snapshot = exactness == Exactness.SNAPSHOT;
        this.asked = session.engine().nanoTime();
        this.tables = session.engine().tables().now();
    }

    /** Whether the database itself would answer the same for as long as the transaction lasts. */
    final boolean isSnapshot() {
        return snapshot;
    }

    /** Also by other addresses of the database. */
    @Override
    protected boolean unwritten() {
        return super.unwritten()
                && session.clock().barrier().isBefore(asked)
                && tables == session.engine().tables().now();
    }

    /** Makes the one for what is asked next. */
    public interface Maker {
        Hold make(ConnectionSession session, Exactness exactness, long nanos);
    }
}
