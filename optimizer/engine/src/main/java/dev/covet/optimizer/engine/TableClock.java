package dev.covet.optimizer.engine;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Counts what this JVM has committed to single tables, where nothing else can have changed with them. Tables are known by
 * numbers that their names have, whatever the schema and the database, as several URLs can lead to one: the same name has
 * the same number, and other names nearly always another one.
 */
public final class TableClock {
    /** The number of no table: any may have been changed. */
    public static final int ANY = -1;

    static final int TABLES = 1 << 10;

    private final AtomicLong all = new AtomicLong();
    private final AtomicLongArray each = new AtomicLongArray(TABLES);

    /**
     * The number of a table.
     *
     * @param name in lower case, without its schema
     */
    public static int number(String name) {
        int hash = name.hashCode() * 0x9E3779B9;
        return hash >>> 22;
    }

    /** The same number twice: no table was counted in between. */
    public long now() {
        return all.get();
    }

    /** The same number twice: this table was not counted in between. */
    public long of(int table) {
        return each.get(table);
    }

    /** Who sees the new number of all sees that of the table too. */
    void committed(int table) {
        each.incrementAndGet(table);
        all.incrementAndGet();
    }
}
