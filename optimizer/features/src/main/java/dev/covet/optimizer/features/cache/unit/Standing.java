package dev.covet.optimizer.features.cache.unit;

import dev.covet.optimizer.engine.ConnectionSession;
import dev.covet.optimizer.engine.Fence;
import dev.covet.optimizer.engine.StatementCall;
import dev.covet.optimizer.engine.TransactionState;
import dev.covet.optimizer.engine.validity.Exactness;
import dev.covet.optimizer.sql.Dialect;
import java.sql.Connection;

/**
 * What a connection is at present, for answers that are given again on it.
 *
 * @param reason against any, a word for metrics; empty if there is none
 */
record Standing(Exactness exactness, String reason) {
    private static final Standing SNAPSHOT = new Standing(Exactness.SNAPSHOT, "");
    private static final Standing RECENT = new Standing(Exactness.RECENT, "");
    private static final Standing OPAQUE = none("opaque");
    private static final Standing DISTRIBUTED = none("distributed");
    private static final Standing WROTE = none("wrote");
    private static final Standing TRANSACTION = none("transaction");
    private static final Standing ISOLATION = none("isolation");
    private static final Standing CALLING = none("calling");

    private static Standing none(String reason) {
        return new Standing(Exactness.NONE, reason);
    }

    /** May ask the database for its level of isolation. */
    static Standing of(StatementCall call, Level level) {
        ConnectionSession session = call.session();
        TransactionState transaction = session.transaction();
        if (session.state().opaque()) {
            return OPAQUE;
        }
        if (transaction.distributed()) {
            return DISTRIBUTED;
        }
        if (level.isSnapshot(call)) {
            return SNAPSHOT;
        }
        if (isExtreme(session, transaction.isolation())) {
            return ISOLATION;
        }
        if (transaction.active() && (transaction.wrote() || !transaction.readOnly())) {
            return transaction.wrote() ? WROTE : TRANSACTION;
        }
        // What was heard of another service, or is being, may tell of a change that an answer does not show.
        return session.engine().isDeaf() || Fence.current().isCalling() ? CALLING : RECENT;
    }

    /** Reads take locks, or show what is not committed yet. */
    private static boolean isExtreme(ConnectionSession session, int isolation) {
        return isolation == Connection.TRANSACTION_SERIALIZABLE
                || (isolation == Connection.TRANSACTION_READ_UNCOMMITTED
                        && session.facts().dialect() == Dialect.MYSQL);
    }
}
