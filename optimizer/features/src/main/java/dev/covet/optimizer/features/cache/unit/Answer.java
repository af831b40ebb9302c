package dev.covet.optimizer.features.cache.unit;

import dev.covet.optimizer.engine.BoundKey;
import dev.covet.optimizer.engine.Rows;
import dev.covet.optimizer.features.cache.store.Form;

/**
 * What the database has answered.
 *
 * @param nanos that it took
 */
record Answer(Rows rows, Form form, Hold hold, long nanos) {
    /** A query with its values. */
    record Key(String sql, BoundKey values) {
        private static final long OVERHEAD = 160;
        private static final long VALUE = 48;

        /** The heap it takes, by estimate; the text is the statement's own. */
        long bytes() {
            return OVERHEAD + VALUE * values.count() + values.parameters().bytes();
        }
    }

    /** The heap it takes, by estimate. */
    long bytes() {
        return 240 + rows.bytes();
    }
}
