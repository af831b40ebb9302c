package dev.covet.optimizer.engine;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/**
 * Executions of one prepared query, with other values each time, that are sent together and answered in one round trip.
 * Belongs to one thread and is asked once.
 */
public interface Volley extends AutoCloseable {
    /** Adds an execution. False if no more can be sent together; those that were added still can. */
    boolean add(Values values) throws SQLException;

    /**
     * The rows of the executions, in the order they were added: of the first ones, as many as keep within both limits.
     * Empty if the first does not, or if the server has sent a warning. What it throws has ended the transaction, unless
     * that is rolled back to the savepoint.
     *
     * @param mostRows of all together; one with so many rows is left out
     * @param mostBytes of all together, if there is more than one
     */
    List<Rows> ask(int mostRows, long mostBytes) throws SQLException;

    /** Ends {@link #ask} early, with an error. Any thread may call. */
    void cancel() throws SQLException;

    @Override
    void close() throws SQLException;

    /** The values of one execution. */
    @FunctionalInterface
    interface Values {
        /** Binds all of them. */
        void bind(PreparedStatement statement) throws SQLException;
    }
}
