package dev.covet.optimizer.features.cache.observe;

import dev.covet.optimizer.engine.TableClock;
import dev.covet.optimizer.sql.SqlText;
import dev.covet.optimizer.sql.TableName;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Remembers of answers only that they were given, and how often their tables had been changed by then. What is remembered is
 * a number made of all that; another answer may take its place, so that a repetition is missed sometimes.
 */
final class Ghosts {
    private static final int PLACES = 1 << 15;
    private static final int TABLES = 1 << 10;

    private final AtomicLongArray numbers = new AtomicLongArray(PLACES);
    private final AtomicLongArray changes = new AtomicLongArray(TABLES);
    private final AtomicLong changesOfAny = new AtomicLong();

    /** A statement has changed what it names, or nobody knows what. */
    void changed(SqlText text) {
        List<TableName> tables = text.tablesKnown() ? text.tables() : List.of();
        if (tables.isEmpty()) {
            changesOfAny.incrementAndGet();
        }
        for (TableName table : tables) {
            changes.incrementAndGet(TableClock.number(table.last()));
        }
    }

    /** Whether the same was asked before, and none of its tables was changed since. Remembers it. */
    boolean seen(SqlText text, int values, int session) {
        long number = 31L * text.sql().hashCode() + values;
        number = mixed(number * 31 + session);
        number = mixed(number + changesOfAny.get());
        for (TableName table : text.tables()) {
            number = mixed(number + changes.get(TableClock.number(table.last())));
        }
        int place = (int) (number >>> 49);
        return numbers.getAndSet(place, number) == number;
    }

    /** Spreads all bits over all (the finalizer of SplitMix64). */
    private static long mixed(long number) {
        long first = (number ^ (number >>> 30)) * 0xBF58476D1CE4E5B9L;
        long second = (first ^ (first >>> 27)) * 0x94D049BB133111EBL;
        return second ^ (second >>> 31);
    }
}
