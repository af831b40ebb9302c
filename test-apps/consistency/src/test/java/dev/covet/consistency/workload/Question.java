package dev.covet.consistency.workload;

import dev.covet.consistency.history.Cell;
import dev.covet.consistency.history.Key;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/**
 * A query.
 *
 * @param parameters numbers for a prepared statement; without any a plain statement is used
 * @param asked the rows of which it tells
 * @param twoSteps whether the result is fetched after the execution
 * @param maxRows how many rows the statement is to give, 0 for all
 * @param reader finds their values in the result
 */
record Question(String sql, List<Integer> parameters, List<Key> asked, boolean twoSteps, int maxRows, Reader reader) {
    private static final String LOCKING = " for update";

    Question(String sql, List<Integer> parameters, List<Key> asked, Reader reader) {
        this(sql, parameters, asked, false, 0, reader);
    }

    /** The same, executed without saying that it is a query. */
    Question inTwoSteps() {
        return new Question(sql, parameters, asked, true, maxRows, reader);
    }

    /** The same, of which the statement is to give only the first rows. */
    Question first(int rows) {
        return new Question(sql, parameters, asked.subList(0, Math.min(rows, asked.size())), twoSteps, rows, reader);
    }

    /** The same, whose rows nobody else may write before the end of the transaction. */
    Question locking() {
        return new Question(sql + LOCKING, parameters, asked, twoSteps, maxRows, reader);
    }

    /** Reads a whole result. */
    @FunctionalInterface
    interface Reader {
        List<Cell> read(ResultSet rows) throws SQLException;
    }

    /** Equal for equal questions only. */
    String words() {
        String words = parameters.isEmpty() ? sql : sql + " " + parameters;
        return maxRows == 0 ? words : words + " first " + maxRows;
    }
}
