package dev.covet.optimizer.engine.signal;

import dev.covet.optimizer.sql.SqlText;

/** An answer from the cache was proven to be one that the database cannot have given. */
public record CacheViolationSignal(SqlText query) implements Signal {}
