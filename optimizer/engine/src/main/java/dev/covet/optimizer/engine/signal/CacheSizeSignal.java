package dev.covet.optimizer.engine.signal;

/** The heap that the answers of the cache take at present, by estimate. */
public record CacheSizeSignal(long bytes) implements Signal {}
