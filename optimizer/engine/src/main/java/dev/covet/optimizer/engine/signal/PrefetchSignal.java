package dev.covet.optimizer.engine.signal;

import dev.covet.optimizer.engine.ConnectionFacts;
import dev.covet.optimizer.sql.SqlText;

/**
 * What became of a batch of prefetched rows.
 *
 * @param outer the query whose rows led to it
 * @param inner the query that was asked for several values at once
 * @param fetched values that were asked for
 * @param used values that the application asked for later
 */
public record PrefetchSignal(ConnectionFacts facts, SqlText outer, SqlText inner, int fetched, int used)
        implements Signal {}
