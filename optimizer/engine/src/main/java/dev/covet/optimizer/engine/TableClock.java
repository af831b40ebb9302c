package dev.covet.optimizer.engine;

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Counts what was committed to single tables: by this JVM where nothing else can have changed with them, and by whomever a
 * {@link dev.covet.optimizer.engine.change.ChangeFeed} tells of. Tables are known by numbers that their names have, whatever
 * the schema and the database, as several URLs can lead to one: the same name has the same number, and other names nearly
 * always another one.
 */
public final class TableClock {
    /** The number of no table: any may have been changed. */
    public static final int ANY = -1;

    /** How many numbers there are. */
    public static final int TABLES = 1 << 10;

    private final AtomicLong all = new AtomicLong();
    private final AtomicLongArray each = new AtomicLongArray(TABLES);
    private final AtomicIntegerArray open = new AtomicIntegerArray(TABLES);

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

    /** Whether a change to this table may be seen by some already and by others not yet. To be asked after {@link #of}. */
    public boolean isOpen(int table) {
        return open.get(table) != 0;
    }

    /** Who sees the new number of all sees that of the table too. */
    void committed(int table) {
        each.incrementAndGet(table);
        all.incrementAndGet();
    }

    /** A change begins to be seen. */
    public void began(int table) {
        open.incrementAndGet(table);
        committed(table);
    }

    /** Everybody who asks from now on sees it. */
    public void ended(int table) {
        committed(table);
        open.decrementAndGet(table);
    }
}
