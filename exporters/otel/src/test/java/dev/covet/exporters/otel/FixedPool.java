package dev.covet.exporters.otel;

import dev.covet.optimizer.engine.signal.PoolNumbers;

/** A pool whose numbers stay as they are. */
public record FixedPool(String name, int idle, int used, int pending, int max, int minIdle, int maxIdle)
        implements PoolNumbers {}
