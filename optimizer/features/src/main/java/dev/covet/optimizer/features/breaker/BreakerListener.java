package dev.covet.optimizer.features.breaker;

import dev.covet.optimizer.engine.node.NodeName;

/** Is told what became of nodes. Must not throw and not block: some of it happens on the application's threads. */
public interface BreakerListener {
    /** A breaker has moved; words of states and of the move. */
    default void moved(NodeName node, String from, String to, String move, String why) {}

    /** Calls are refused from now on. */
    default void opened(NodeName node, String why, boolean byRates) {}

    /** They are not any more. */
    default void recovered(NodeName node, long outageNanos) {}

    /** The server takes no more connections. */
    default void saturated(NodeName node, String why) {}

    /** Asking a server failed by an error of ours. */
    default void failed(Throwable ours) {}

    /** With the setting on, calls would be refused now. */
    default void wouldOpen(NodeName node, String why) {}
}
