package dev.covet.optimizer.features.route;

import dev.covet.optimizer.catalog.SessionFacts;
import dev.covet.optimizer.engine.ConnectionSession;
import dev.covet.optimizer.engine.TransactionState;
import dev.covet.optimizer.features.route.reads.Hint;
import dev.covet.optimizer.features.route.reads.ReadRuling;
import dev.covet.optimizer.sql.Dialect;
import java.sql.Connection;

/** What a session has to be like for its reads to go elsewhere. Each reason is a word for metrics; empty for none. */
final class Circumstances {
    private static final String COMMITTED = "read committed";
    private static final String SERIALIZABLE = "serializable";

    private Circumstances() {}

    /** By what was seen of its calls. */
    static String reason(ConnectionSession session, ReadRuling ruling) {
        if (session.state().opaque() || !session.state().settings().areKnown()) {
            return "pinned";
        }
        TransactionState transaction = session.transaction();
        if (transaction.distributed()) {
            return "distributed";
        }
        if (isAlone(transaction)) {
            return "";
        }
        if (transaction.wroteRows() || transaction.failed()) {
            // Only this connection sees what it wrote, and the database has to refuse what follows an error: whatever a
            // hint says.
            return "transaction";
        }
        if (ruling.hint() == Hint.REPLICA) {
            return "";
        }
        if (!transaction.readOnly()) {
            return "transaction";
        }
        // Each of its statements is a transaction of its own there.
        return ruling.began() ? "moment" : "";
    }

    static boolean isAlone(TransactionState transaction) {
        return transaction.autoCommit() && !transaction.active();
    }

    /** By what the database says of it, too. */
    static String reason(ConnectionSession session, SessionFacts facts, Hint hint) {
        if (!facts.refusal().isEmpty()) {
            return "session";
        }
        TransactionState transaction = session.transaction();
        if (hint == Hint.REPLICA) {
            return "";
        }
        if (isAlone(transaction)) {
            // A standby of PostgreSQL refuses it by itself.
            boolean serializable = session.facts().dialect() == Dialect.MYSQL && isSerializable(transaction, facts);
            return serializable ? "isolation" : "";
        }
        int isolation = transaction.isolation();
        boolean committed = isolation == Connection.TRANSACTION_READ_COMMITTED
                || isolation == Connection.TRANSACTION_READ_UNCOMMITTED
                || (isolation == 0 && facts.isolation().equals(COMMITTED));
        return committed && !transaction.isolationByText() ? "" : "isolation";
    }

    private static boolean isSerializable(TransactionState transaction, SessionFacts facts) {
        int isolation = transaction.isolation();
        return isolation == Connection.TRANSACTION_SERIALIZABLE
                || (isolation == 0 && facts.isolation().equals(SERIALIZABLE));
    }
}
