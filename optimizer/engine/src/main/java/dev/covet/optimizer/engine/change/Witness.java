package dev.covet.optimizer.engine.change;

import java.sql.SQLException;

/** Asks a database for moments on a connection of its own, while a feed receives. Used by one thread at a time. */
public interface Witness extends AutoCloseable {
    /**
     * What everybody can see now. One round trip.
     *
     * @throws SQLException if the database does not answer within about a second: to be closed then
     */
    Moment moment() throws SQLException;

    /** Never throws. */
    @Override
    void close();
}
