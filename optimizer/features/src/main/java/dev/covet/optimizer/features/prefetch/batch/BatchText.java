package dev.covet.optimizer.features.prefetch.batch;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * The text of a batch.
 *
 * @param sql as JDBC takes it
 * @param slots what to bind, in the order of the question marks
 * @param keys how many keys it takes; 0 if as many as there are
 * @param result which of the statement's results has the rows, from 0; those before are update counts
 */
public record BatchText(String sql, List<Slot> slots, int keys, int result) implements Batch {
    /** The savepoint an error in a batch is rolled back to. */
    public static final String SAVEPOINT = "__covet_p";

    public BatchText {
        slots = List.copyOf(slots);
    }

    /** The same inside a savepoint, for a transaction that an error would end. One text, so that it is one round trip. */
    public BatchText inSavepoint() {
        String wrapped = "savepoint " + SAVEPOINT + "; " + sql + "; release savepoint " + SAVEPOINT;
        return new BatchText(wrapped, slots, keys, result + 1);
    }

    /**
     * Makes an error in a batch inside a transaction harmless. Two statements: before a text of several a driver may set a
     * savepoint of its own, which a transaction that has failed refuses.
     */
    public static void heal(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("rollback to savepoint " + SAVEPOINT);
            statement.execute("release savepoint " + SAVEPOINT);
        }
    }
}
