package dev.covet.optimizer.features.cache.relay;

import dev.covet.optimizer.sql.QueryShape;

/** A query that waits for its ruling. */
public interface Judged {
    QueryShape shape();

    void ruled(Ruling ruling);

    /** It could not be judged this time. */
    void unruled();
}
