package dev.covet.instrumentation.jdbc.binlog;

import java.sql.Connection;
import java.sql.SQLException;

/** Opens connections as the application does, with the same driver, address and user. */
public interface LogConnections {
    /** What both kinds wait for the server, in milliseconds. The server says something each second. */
    int PATIENCE = 10_000;

    /** Of threads that have something else to do, likewise. */
    int SHORT_PATIENCE = 1_000;

    /** For questions, whose answers are waited for no longer than so many milliseconds. */
    Connection asking(int patience) throws SQLException;

    /** For the log. */
    LogConnection log() throws SQLException;
}
