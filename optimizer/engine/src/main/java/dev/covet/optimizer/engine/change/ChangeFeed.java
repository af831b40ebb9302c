package dev.covet.optimizer.engine.change;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Set;
import java.util.function.Consumer;

/** Tells of each commit to one database from the time it was opened. Used by one thread at a time. */
public interface ChangeFeed extends AutoCloseable {
    /**
     * Hands out the commits that have arrived, in their order. Waits for the first one or for news of how far the
     * database is, but no longer than about so long. To be called again and again: who does not for half a minute is
     * given up by the server.
     *
     * @throws SQLException if some may have been lost: to be closed then. The same goes for what the receiver throws
     */
    void receive(long mostNanos, Consumer<Commit> to) throws SQLException;

    /** Asks the database what everybody can see now. One round trip. */
    Moment moment() throws SQLException;

    /** Asks the database to tell how far it is, so that {@link #reached} will soon be true if nothing has changed. */
    void hurry() throws SQLException;

    /** Whether each commit that anybody could see at that moment has been handed out. Any thread may ask. */
    boolean reached(Moment moment);

    /**
     * Of these tables those of which it does not tell every change, or which it does not know. What it tells of can be
     * altered at the server at any time without a word: to be asked again with the catalog, and after a commit of
     * anything.
     *
     * @param tables names in lower case without schema, each for all tables of that name in any case and schema
     */
    Set<String> untold(Collection<String> tables) throws SQLException;

    /**
     * Each commit up to here has been handed out, by {@link Commit#position}; -1 if that is not known. Whoever was handed all that
     * this feed hands out has {@link #reached} each moment whose position is no higher.
     */
    default long position() {
        return -1;
    }

    /** The same as {@link Inquiry#identity}; empty if nobody else can be told what this feed is told. */
    default String identity() throws SQLException {
        return "";
    }

    /** Opens another connection, whose moments {@link #reached} knows. It is closed apart from the feed. */
    Witness witness() throws SQLException;

    /** The driver's own connection that the feed asks on, for further questions to the catalog. Changes nothing on it. */
    Connection asking();

    /** Leaves nothing behind at the server. Never throws. */
    @Override
    void close();
}
