package dev.covet.optimizer.features.cache.relay;

import dev.covet.optimizer.engine.TableClock;
import dev.covet.optimizer.engine.change.Commit;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Where in the history of a database each table was changed last, as far as a relay was told, and how often the relay has counted it.
 * Written by the relay.
 */
final class Positions {
    private final AtomicLongArray last = new AtomicLongArray(TableClock.TABLES);
    private final AtomicLongArray counted = new AtomicLongArray(TableClock.TABLES);
    private volatile long latest = -1;

    Positions() {
        for (int table = 0; table < last.length(); table++) {
            last.set(table, -1);
        }
    }

    /** To be told before the table is counted: who sees the count sees the position. */
    void changed(int table, Commit commit) {
        long position = commit.position() < 0 ? Long.MAX_VALUE : commit.position();
        if (position > last.get(table)) {
            last.set(table, position);
        }
    }

    /** To be told after the relay has counted the table: never more than it was counted. */
    void counted(int table) {
        counted.incrementAndGet(table);
    }

    /** To be told after all tables of a commit are counted: whoever sees it sees that they are open, or that they were. */
    void told(Commit commit) {
        latest = Math.max(latest, commit.position());
    }

    /** Where the table was changed last; -1 if it was not since the relay began. */
    long last(int table) {
        return last.get(table);
    }

    long counts(int table) {
        return counted.get(table);
    }

    /** Every commit up to here has been told of: they come in their order. */
    long latest() {
        return latest;
    }
}
