package dev.covet.optimizer.features.prefetch;

import dev.covet.optimizer.engine.ConnectionSession;
import dev.covet.optimizer.engine.Fence;
import dev.covet.optimizer.engine.TransactionState;
import dev.covet.optimizer.engine.validity.Exactness;
import dev.covet.optimizer.engine.validity.Validity;
import java.sql.Connection;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What the isolation level of a connection allows. An unknown level counts as one that sees what others commit. */
final class Policy {
    private final PrefetchSettings settings;
    private final Validity.Maker maker;

    Policy(PrefetchSettings settings, Validity.Maker maker) {
        this.settings = settings;
        this.maker = maker;
    }

    /** Whether anything may be fetched now. */
    boolean allows(ConnectionSession session) {
        Exactness exactness = exactness(session.transaction());
        return exactness == Exactness.SNAPSHOT || (exactness == Exactness.RECENT && !isRefused(session));
    }

    /**
     * How long rows may be given that are fetched now.
     *
     * @param tables the numbers of those that are read; null if nobody knows
     */
    Validity validity(ConnectionSession session, int @Nullable [] tables) {
        TransactionState transaction = session.transaction();
        Duration time = transaction.active() ? settings.transactionTime() : settings.autocommitTime();
        return maker.make(session, exactness(transaction), time.toNanos(), tables);
    }

    /** Whether rows that others may change meanwhile are not to be fetched early. */
    private boolean isRefused(ConnectionSession session) {
        return settings.strict() || session.engine().isDeaf() || Fence.current().isCalling();
    }

    private static Exactness exactness(TransactionState transaction) {
        if (transaction.isolation() == Connection.TRANSACTION_SERIALIZABLE) {
            return Exactness.NONE;
        }
        boolean snapshot = transaction.isolation() == Connection.TRANSACTION_REPEATABLE_READ;
        return snapshot && transaction.active() ? Exactness.SNAPSHOT : Exactness.RECENT;
    }
}
