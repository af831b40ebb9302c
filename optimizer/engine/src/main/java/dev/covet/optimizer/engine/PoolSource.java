package dev.covet.optimizer.engine;

import dev.covet.optimizer.engine.signal.PoolFacts;
import org.jspecify.annotations.Nullable;

/** Where the numbers of one pool come from. It must not keep the pool alive. */
public interface PoolSource {
    /** The numbers now; null when the pool is gone for good. */
    @Nullable PoolFacts facts(String name);
}
