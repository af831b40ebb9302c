package dev.covet.optimizer.engine.change;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Set;

/**
 * What a database says of itself when it is asked, without being told of its changes: for somebody to whom another JVM hands on
 * what it is told. Used by one thread at a time.
 */
public interface Inquiry extends AutoCloseable {
    /**
     * The running server, its history, the database, and what is told of it. Feeds with the same one are told of the same commits
     * in the same order at the same positions.
     */
    String identity();

    /** Fails if another server, or another history of it, answers now. One round trip, for now and then. */
    void check() throws SQLException;

    /**
     * Waits until everybody sees what was in the log when this was called: somebody who was told of it before cannot be asked any
     * more.
     *
     * @throws SQLException if that takes too long
     */
    void settle() throws SQLException;

    /** To be told of each commit that is handed out, before it is asked for a {@link #moment} that shows it. */
    default void told(Commit commit) {}

    /** The same as {@link ChangeFeed#moment}. */
    Moment moment() throws SQLException;

    /**
     * Sees to it that the database can tell up to the last moment.
     *
     * @param told the position up to which everything was told
     */
    void hurry(long told) throws SQLException;

    /** The same as {@link ChangeFeed#untold}. */
    Set<String> untold(Collection<String> tables) throws SQLException;

    /** The same as {@link ChangeFeed#witness}. */
    Witness witness() throws SQLException;

    /** The same as {@link ChangeFeed#asking}. */
    Connection asking();

    /** Never throws. */
    @Override
    void close();
}
