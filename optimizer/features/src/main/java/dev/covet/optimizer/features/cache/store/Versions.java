package dev.covet.optimizer.features.cache.store;

import dev.covet.optimizer.engine.TableClock;
import org.jspecify.annotations.Nullable;

/** How often each table of a query had been changed at some moment. Immutable. */
public final class Versions {
    private final int[] tables;
    private final long[] counts;

    private Versions(int[] tables, long[] counts) {
        this.tables = tables;
        this.counts = counts;
    }

    /**
     * To be taken before the query is sent. Null if a change to one of the tables may be seen by some and not by others at
     * present: what is read now could be either, and nobody would say so later.
     *
     * @param tables by {@link TableClock#number}; not written to any more
     */
    public static @Nullable Versions of(int[] tables, TableClock clock) {
        long[] counts = new long[tables.length];
        for (int i = 0; i < tables.length; i++) {
            counts[i] = clock.of(tables[i]);
            if (clock.isOpen(tables[i])) {
                return null;
            }
        }
        return new Versions(tables, counts);
    }

    /** Those of the same tables now; null as above. */
    public @Nullable Versions renewed(TableClock clock) {
        return of(tables, clock);
    }

    /** Of the table with this place among those that were given. */
    public long count(int place) {
        return counts[place];
    }

    /** Whether none of the tables was changed since, as far as this JVM was told. */
    public boolean hold(TableClock clock) {
        for (int i = 0; i < tables.length; i++) {
            if (clock.of(tables[i]) != counts[i]) {
                return false;
            }
        }
        return true;
    }
}
