package dev.covet.consistency.workload;

import dev.covet.consistency.history.Cell;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * A write.
 *
 * @param name for people
 * @param cells the rows that have new values afterwards
 * @param execution does it, and tells how many rows it changed; none means that nothing was written
 */
record Change(String name, List<Cell> cells, Execution execution) {
    /** Something done with a connection. */
    @FunctionalInterface
    interface Execution {
        int execute(Connection connection) throws SQLException;
    }
}
