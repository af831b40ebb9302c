package dev.covet.optimizer.engine;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** An immutable result that can be read as often as wanted, each time as the driver's own result set. */
public interface Rows {
    /** A result set at its start whose statement is the given one of the driver. */
    ResultSet replayOn(Statement statement) throws SQLException;
}
