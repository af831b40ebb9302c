package dev.covet.optimizer.catalog;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** The savepoint that a statement of ours stands in where an error would end the application's transaction. */
public final class Savepoint {
    /** Its name, and the beginning of all names that are ours. */
    public static final String NAME = "__covet_p";

    /** Which of the results of {@link #around} is the statement's own, from 0. */
    public static final int RESULT = 1;

    private Savepoint() {}

    /** The statement inside it. One text, so that it is one round trip. */
    public static String around(String sql) {
        return "savepoint " + NAME + "; " + sql + "; release savepoint " + NAME;
    }

    /**
     * Makes an error inside it harmless. Two statements: before a text of several a driver may set a savepoint of its own,
     * which a transaction that has failed refuses.
     */
    public static void heal(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("rollback to savepoint " + NAME);
            statement.execute("release savepoint " + NAME);
        }
    }
}
