package dev.covet.optimizer.engine.node;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * One node, as seen by what the application does with it. All of it is called on the application's threads, never blocks
 * and never throws.
 */
public interface WatchedNode {
    NodeName name();

    /** Whether nothing is refused now; read for every statement. */
    boolean isClosed();

    /** Somebody is about to open a connection: what it gets instead; null to go on. */
    @Nullable SQLException refusesConnect();

    /**
     * Somebody is about to borrow a connection from a pool: what it gets instead; null to go on.
     *
     * @param idle connections that wait in the pool; negative if it does not tell
     */
    @Nullable SQLException refusesBorrow(int idle);

    /** A statement outside of transactions is about to be sent: what the application gets instead; null to go on. */
    @Nullable SQLException refusesStatement();

    /** A connection was opened, and this way. */
    void connected(NodeOpening how, long nanos);

    /** A connection could not be opened. */
    void connectFailed(@Nullable NodeOpening how, Throwable failure);

    /** The server has answered. */
    void answered();

    /**
     * The server has answered a statement.
     *
     * @param now by the clock of the engine, which it has cost to read
     * @param nanos that it took
     */
    void answered(long now, long nanos);

    /** A statement has failed, whatever the reason. */
    void failed(Throwable failure);

    /** A connection turned out to be of no use any more. */
    void lost();
}
