package dev.covet.optimizer.features.cache.warm;

import dev.covet.optimizer.engine.BoundKey;
import dev.covet.optimizer.engine.ConnectionFacts;

/**
 * A query with its values, as it was executed.
 *
 * @param place the database and the user, as {@link #place} names them
 * @param prepared whether it was; else it was executed at once
 * @param binary the format of its rows
 * @param mostRows of {@link java.sql.Statement#setMaxRows}
 */
public record HotQuery(String place, String sql, BoundKey values, boolean prepared, boolean binary, int mostRows) {
    /** Where a session is connected, and as whom. */
    public static String place(ConnectionFacts facts) {
        return facts.dialect().name()
                + '/'
                + facts.host()
                + ':'
                + facts.port()
                + '/'
                + facts.database()
                + '/'
                + facts.user();
    }

    /** The same with rows in this format. */
    public HotQuery in(boolean other) {
        return other == binary ? this : new HotQuery(place, sql, values, prepared, other, mostRows);
    }

    /** By hand, as for other records that are compared where an application's thread may be. */
    @Override
    public boolean equals(Object other) {
        return other instanceof HotQuery query
                && prepared == query.prepared
                && binary == query.binary
                && mostRows == query.mostRows
                && place.equals(query.place)
                && sql.equals(query.sql)
                && values.equals(query.values);
    }

    @Override
    public int hashCode() {
        return 31 * sql.hashCode() + values.hashCode();
    }

    /** Without text and values: they may be personal data. */
    @Override
    public String toString() {
        return "a query at " + place;
    }
}
