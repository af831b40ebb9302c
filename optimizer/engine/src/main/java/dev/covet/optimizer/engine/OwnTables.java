package dev.covet.optimizer.engine;

import org.jspecify.annotations.Nullable;

/** Counts a connection's own writes that have changed a single table each. Belongs to the thread that uses the connection. */
final class OwnTables {
    /** That are told from each other. */
    private static final int TABLES = 64;

    private long changes;
    private long @Nullable [] versions;

    void changed(int table) {
        long[] known = versions;
        if (known == null) {
            known = new long[TABLES];
            versions = known;
        }
        changes++;
        known[table % TABLES]++;
    }

    long changes() {
        return changes;
    }

    long changes(int table) {
        long[] known = versions;
        return known == null ? 0 : known[table % TABLES];
    }
}
