package dev.covet.optimizer.features.cache.store;

import dev.covet.optimizer.engine.BoundKey;

/**
 * All that decides which rows an execution gets, and in which form.
 *
 * @param session rights and settings, as the database says, and the driver with its own; one object for equal ones
 * @param sql to the last character
 * @param binary the format of the driver's rows
 * @param mostRows of {@link java.sql.Statement#setMaxRows}
 */
public record CacheKey(Object session, String sql, BoundKey values, boolean binary, int mostRows) {
    @Override
    public boolean equals(Object other) {
        return other instanceof CacheKey key
                && session == key.session
                && binary == key.binary
                && mostRows == key.mostRows
                && sql.equals(key.sql)
                && values.equals(key.values);
    }

    @Override
    public int hashCode() {
        return 31 * System.identityHashCode(session) + query();
    }

    /** The same for all forms of one query's rows. */
    public int query() {
        return query(sql, values);
    }

    /** The same of a query that has no key. */
    public static int query(String sql, BoundKey values) {
        return 31 * sql.hashCode() + values.hashCode();
    }

    /** The heap it takes, by estimate; values are counted with the statement's. */
    long bytes() {
        return 160
                + 2L * sql.length()
                + 48L * values.count()
                + values.parameters().bytes();
    }
}
