package dev.covet.instrumentation.jdbc.binlog;

import dev.covet.optimizer.engine.change.Moment;
import dev.covet.optimizer.engine.change.Witness;
import java.sql.Connection;
import java.sql.SQLException;

/** Moments of the server that a feed follows. */
record BinlogWitness(Connection connection, Server server) implements Witness {
    @Override
    public Moment moment() throws SQLException {
        return server.moment(false);
    }

    @Override
    public void close() {
        FeedSession.close(connection);
    }
}
