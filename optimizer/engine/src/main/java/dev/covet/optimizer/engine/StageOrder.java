package dev.covet.optimizer.engine;

/**
 * The order in which stages see a call. Trace is outermost, so that its span contains what the others do. Prefetch and
 * cache answer before a node is chosen, because an answer needs none. Route chooses the node. The breaker is per node
 * and so comes after the choice.
 */
public enum StageOrder {
    TRACE,
    PREFETCH,
    /** Hears what the cache has said of each query, whoever has answered. */
    CACHE_REPORT,
    CACHE,
    ROUTE,
    BREAKER
}
