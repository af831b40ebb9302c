package dev.covet.instrumentation.drivers.postgresql.change;

import dev.covet.optimizer.engine.change.Moment;
import dev.covet.optimizer.engine.change.Witness;
import java.sql.Connection;
import java.sql.SQLException;

/** Moments of the server that a feed follows. */
final class PostgresWitness implements Witness {
    private final Connection connection;
    private final Questions questions;

    PostgresWitness(Connection connection, Questions questions) {
        this.connection = connection;
        this.questions = questions;
    }

    @Override
    public Moment moment() throws SQLException {
        return questions.moment();
    }

    @Override
    public void close() {
        FeedSession.close(connection);
    }
}
