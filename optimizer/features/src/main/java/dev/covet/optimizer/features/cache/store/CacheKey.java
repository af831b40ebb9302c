package dev.covet.optimizer.features.cache.store;

import dev.covet.optimizer.engine.BoundKey;

/**
 * All that decides which rows an execution gets, and in which form.
 *
 * @param session rights and settings, as the database says, and the driver with its own; one object for equal ones
 * @param sql to the last character
 */
public record CacheKey(Object session, String sql, BoundKey values, Form form) {
    private static final long MIXING = 0xD1342543DE82EF95L;

    @Override
    public boolean equals(Object other) {
        return other instanceof CacheKey key
                && session == key.session
                && form.equals(key.form)
                && sql.equals(key.sql)
                && values.equals(key.values);
    }

    @Override
    public int hashCode() {
        return 31 * System.identityHashCode(session) + 31 * sql.hashCode() + values.hashCode();
    }

    /** The same for all forms of one query's rows; of others mostly another one. */
    public long query() {
        return query(sql, values);
    }

    /** The same of a query that has no key. */
    public static long query(String sql, BoundKey values) {
        return sql.hashCode() * MIXING + values.number();
    }

    /** The heap it takes, by estimate; values are counted with the statement's. */
    public long bytes() {
        return 192
                + 2L * sql.length()
                + 52L * values.count()
                + values.parameters().bytes();
    }
}
