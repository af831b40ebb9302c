package dev.covet.instrumentation.jdbc.binlog;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;

/** A connection on which the server is to send its log: packets of its protocol go through a driver that is past its greeting. */
public interface LogConnection extends AutoCloseable {
    /** The driver's own, for statements before the log is asked for. */
    Connection connection();

    /** Sends one command, beginning with its number. */
    void send(byte[] command) throws IOException, SQLException;

    /**
     * The next packet without its header. Waits for it, as long as the connection's timeout. Another thread may close the
     * connection meanwhile.
     */
    byte[] receive() throws IOException, SQLException;

    @Override
    void close();
}
