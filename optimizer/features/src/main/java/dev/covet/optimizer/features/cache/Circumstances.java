package dev.covet.optimizer.features.cache;

import dev.covet.optimizer.engine.ConnectionSession;
import dev.covet.optimizer.engine.TransactionState;
import java.sql.Connection;

/** What a session has to be like to be given answers of others. Each reason is a word for metrics; empty for none. */
final class Circumstances {
    private Circumstances() {}

    /** By what was seen of its calls. */
    static String reason(ConnectionSession session) {
        TransactionState transaction = session.transaction();
        if (session.state().opaque()) {
            return "opaque";
        }
        if (transaction.distributed()) {
            return "distributed";
        }
        if (transaction.active() || !transaction.autoCommit()) {
            if (transaction.wrote()) {
                return "wrote";
            }
            return transaction.readOnly() ? "" : "transaction";
        }
        return "";
    }

    /** By what the database says of it, too. */
    static String reason(ConnectionSession session, Identity identity, String server) {
        if (!identity.refusal().isEmpty()) {
            return "session";
        }
        if (!identity.server().equals(server)) {
            return "server";
        }
        TransactionState transaction = session.transaction();
        if (transaction.isolationByText()) {
            return "isolation";
        }
        int asked = transaction.isolation();
        boolean alone = transaction.autoCommit() && !transaction.active();
        boolean serializable =
                asked == Connection.TRANSACTION_SERIALIZABLE || (asked == 0 && identity.isSerializable());
        boolean committed = asked == Connection.TRANSACTION_READ_COMMITTED || (asked == 0 && identity.readsCommitted());
        return alone ? (serializable ? "isolation" : "") : (committed ? "" : "isolation");
    }
}
