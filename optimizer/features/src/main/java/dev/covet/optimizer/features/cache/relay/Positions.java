package dev.covet.optimizer.features.cache.relay;

import dev.covet.optimizer.engine.TableClock;
import dev.covet.optimizer.engine.change.Commit;
import java.util.concurrent.atomic.AtomicLongArray;

/** Where in the history of a database each table was changed last, as far as a relay was told. Written by the relay. */
final class Positions {
    private final AtomicLongArray last = new AtomicLongArray(TableClock.TABLES);

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

    /** -1 if it was not changed since the relay began. */
    long last(int table) {
        return last.get(table);
    }
}
