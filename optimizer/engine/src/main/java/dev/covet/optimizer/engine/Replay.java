package dev.covet.optimizer.engine;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** An answer that becomes the driver's own result set. */
@FunctionalInterface
public interface Replay {
    /**
     * A result set at its start, made by the statement as if it had been executed: what was open before is closed, the
     * statement knows the result, its count of executions goes up. The statement is the driver's own and open.
     */
    ResultSet replayOn(Statement statement) throws SQLException;
}
