package dev.covet.optimizer.features.prefetch;

import dev.covet.optimizer.engine.ConnectionSession;
import dev.covet.optimizer.engine.Fence;
import dev.covet.optimizer.engine.TransactionState;
import dev.covet.optimizer.engine.validity.Exactness;
import dev.covet.optimizer.engine.validity.Validity;
import dev.covet.optimizer.features.prefetch.standing.Reason;
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

    /** What stands against fetching anything now, or null. */
    @Nullable Reason against(ConnectionSession session) {
        return switch (exactness(session.transaction())) {
            case SNAPSHOT -> null;
            case RECENT -> againstEarlyRows(session);
            case NONE -> Reason.SERIALIZABLE;
        };
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

    /** What stands against fetching rows early that others may change meanwhile. */
    private @Nullable Reason againstEarlyRows(ConnectionSession session) {
        if (settings.strict()) {
            return Reason.STRICT;
        }
        if (session.engine().isDeaf()) {
            return Reason.DEAF;
        }
        return Fence.current().isCalling() ? Reason.CALLING : null;
    }

    private static Exactness exactness(TransactionState transaction) {
        if (transaction.isolation() == Connection.TRANSACTION_SERIALIZABLE) {
            return Exactness.NONE;
        }
        boolean snapshot = transaction.isolation() == Connection.TRANSACTION_REPEATABLE_READ;
        return snapshot && transaction.active() ? Exactness.SNAPSHOT : Exactness.RECENT;
    }
}
