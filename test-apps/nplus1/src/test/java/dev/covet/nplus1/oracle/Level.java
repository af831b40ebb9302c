package dev.covet.nplus1.oracle;

import java.sql.Connection;
import java.sql.SQLException;

/** In what kind of transaction a program runs. */
enum Level {
    AUTOCOMMIT(0),
    READ_COMMITTED(Connection.TRANSACTION_READ_COMMITTED),
    REPEATABLE_READ(Connection.TRANSACTION_REPEATABLE_READ),
    SERIALIZABLE(Connection.TRANSACTION_SERIALIZABLE);

    private final int isolation;

    Level(int isolation) {
        this.isolation = isolation;
    }

    void begin(Connection connection) throws SQLException {
        if (this != AUTOCOMMIT) {
            connection.setTransactionIsolation(isolation);
            connection.setAutoCommit(false);
        }
    }

    /** Whether others' commits are seen at once. */
    boolean seesOthers() {
        return this == AUTOCOMMIT || this == READ_COMMITTED;
    }
}
