package dev.covet.optimizer.engine.signal;

/**
 * Commits of which one JVM is told for others.
 *
 * @param handedOn whether this JVM has handed them on; else another one has handed them on to it
 * @param commits how many more
 */
public record RelayedCommitsSignal(boolean handedOn, long commits) implements Signal {}
