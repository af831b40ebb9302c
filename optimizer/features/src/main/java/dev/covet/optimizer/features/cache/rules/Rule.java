package dev.covet.optimizer.features.cache.rules;

/**
 * One rule.
 *
 * @param name of what it is for: a table, the beginning of a fingerprint, or a pattern for places
 */
record Rule(Subject subject, String name, Wish wish) {
    /** What a rule can be for. */
    enum Subject {
        /** Queries that name this table. */
        TABLE,
        /** Queries with this fingerprint. */
        QUERY,
        /** Queries that are asked from within this method. */
        SITE,
        /** Queries of this request or task. */
        REQUEST;

        String prefix() {
            return name().toLowerCase(java.util.Locale.ROOT) + ':';
        }
    }
}
