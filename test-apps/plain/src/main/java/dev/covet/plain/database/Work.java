package dev.covet.plain.database;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Something to do with a connection. The connection must not be used after it returns. */
@FunctionalInterface
public interface Work<T extends @Nullable Object> {
    T on(Connection connection) throws SQLException;
}
