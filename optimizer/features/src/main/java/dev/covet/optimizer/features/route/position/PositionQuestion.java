package dev.covet.optimizer.features.route.position;

import dev.covet.optimizer.sql.Dialect;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Asks a server how far it is. */
public interface PositionQuestion {
    /** Asks on this connection, which is in no transaction. One round trip. */
    Report ask(Connection connection) throws SQLException;

    /** For servers of this kind; null if they cannot be asked. */
    static @Nullable PositionQuestion of(Dialect dialect) {
        return dialect == Dialect.POSTGRESQL ? new PostgresPositionQuestion() : null;
    }
}
