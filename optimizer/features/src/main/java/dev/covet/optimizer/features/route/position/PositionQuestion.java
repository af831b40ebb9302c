package dev.covet.optimizer.features.route.position;

import dev.covet.optimizer.sql.Dialect;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Asks a server how far it is. */
public interface PositionQuestion {
    /** Asks on this connection, always the same one, which is in no transaction. One round trip; two to MySQL. */
    Report ask(Connection connection) throws SQLException;

    /** Whether a new connection may be told more than this one. */
    default boolean wantsAnother() {
        return false;
    }

    /** For one connection to a server of this kind; null if they cannot be asked. */
    static @Nullable PositionQuestion of(Dialect dialect) {
        return switch (dialect) {
            case POSTGRESQL -> new PostgresPositionQuestion();
            case MYSQL -> new BinlogPositionQuestion();
            default -> null;
        };
    }
}
