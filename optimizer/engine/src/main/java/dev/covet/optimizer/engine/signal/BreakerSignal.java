package dev.covet.optimizer.engine.signal;

import dev.covet.optimizer.engine.node.NodeName;

/**
 * A breaker has changed its state.
 *
 * @param from by its word
 * @param to likewise
 * @param move what has happened, by its word
 * @param nanos when, by the clock of the engine
 * @param why the last failure; empty if none led to it
 */
public record BreakerSignal(NodeName node, String from, String to, String move, long nanos, String why)
        implements Signal {}
