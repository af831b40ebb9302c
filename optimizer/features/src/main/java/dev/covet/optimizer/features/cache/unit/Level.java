package dev.covet.optimizer.features.cache.unit;

import dev.covet.optimizer.engine.StatementCall;
import dev.covet.optimizer.engine.TransactionState;
import dev.covet.optimizer.sql.Dialect;
import dev.covet.optimizer.sql.SqlText;
import dev.covet.optimizer.sql.StatementKind;
import dev.covet.optimizer.sql.TransactionVerb;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Whether the transactions of one connection see a snapshot each. Belongs to the thread that uses the connection. MySQL and
 * MariaDB do so by default, so the database is asked once where the application does not say.
 */
final class Level {
    private static final String QUESTION =
            "show session variables where variable_name in ('tx_isolation', 'transaction_isolation')";

    private boolean doubted;
    private @Nullable String byDefault;

    /** A statement that is no query: it may set the level, in a way of which the rest is not understood. */
    void seen(SqlText text) {
        if (text.transaction() == TransactionVerb.SET_TRANSACTION || mayRunAnything(text.kind())) {
            doubted = true;
        }
        if (text.kind() == StatementKind.SET || text.changesSession()) {
            byDefault = null;
        }
    }

    private static boolean mayRunAnything(StatementKind kind) {
        return kind == StatementKind.CALL || kind == StatementKind.MULTIPLE || kind == StatementKind.OTHER;
    }

    /** It may have been set by something of which nothing is seen. */
    void doubt() {
        doubted = true;
    }

    /** What the database has said on this connection, in lower case with blanks. */
    void learned(String isolation) {
        if (!isolation.isEmpty()) {
            byDefault = isolation;
        }
    }

    /** Whether the open transaction sees one snapshot. May ask the database. */
    boolean isSnapshot(StatementCall call) {
        TransactionState transaction = call.session().transaction();
        if (doubted || transaction.isolationByText() || !transaction.active()) {
            return false;
        }
        boolean mysql = call.session().facts().dialect() == Dialect.MYSQL;
        return switch (transaction.isolation()) {
            case Connection.TRANSACTION_REPEATABLE_READ -> true;
            // Of MySQL each of its reads takes locks. PostgreSQL has noted already that the transaction has read this.
            case Connection.TRANSACTION_SERIALIZABLE -> !mysql;
            case Connection.TRANSACTION_NONE -> mysql && "repeatable read".equals(byDefault(call));
            default -> false;
        };
    }

    private String byDefault(StatementCall call) {
        String known = byDefault;
        if (known == null) {
            known = asked(call.statement());
            byDefault = known;
        }
        return known;
    }

    private static String asked(@Nullable Statement physical) {
        if (physical == null) {
            return "";
        }
        try (Statement statement = physical.getConnection().createStatement();
                ResultSet rows = statement.executeQuery(QUESTION)) {
            return rows.next() ? rows.getString(2).toLowerCase(Locale.ROOT).replace('-', ' ') : "";
        } catch (SQLException unable) {
            return "";
        }
    }
}
