package dev.covet.optimizer.engine.signal;

/**
 * Commits of anybody that the cache was told of are seen by everybody from now on.
 *
 * @param nanos since it was told of the first of them: for so long answers of their tables were held back
 */
public record CommitsSeenSignal(long nanos) implements Signal {}
