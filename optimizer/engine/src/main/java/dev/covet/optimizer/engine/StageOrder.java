package dev.covet.optimizer.engine;

/**
 * The order in which stages see a call. Trace is outermost, so that its span contains what the others do. Health
 * comes next: it wants to know what the thread does, whoever answers. Prefetch and
 * cache answer before a node is chosen, because an answer needs none. Route chooses the node. The breaker is per node
 * and so comes after the choice.
 */
public enum StageOrder {
    TRACE,
    HEALTH,
    PREFETCH,
    /** Hears what the cache has said of each query, whoever has answered. */
    CACHE_REPORT,
    CACHE,
    ROUTE,
    BREAKER
}
