package dev.covet.optimizer.engine;

import java.util.Arrays;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** The tables that a transaction has changed. Takes no memory until there is one. Belongs to the connection's thread. */
final class WrittenTables {
    private long @Nullable [] numbers;
    private boolean any;

    void add(int table) {
        if (table == TableClock.ANY) {
            any = true;
            return;
        }
        if (numbers == null) {
            numbers = new long[TableClock.TABLES / Long.SIZE];
        }
        numbers[table / Long.SIZE] |= 1L << table;
    }

    /** Whether it may have changed any. */
    boolean any() {
        return any;
    }

    /** Those that are known, one bit for each; null if there is none. */
    long @Nullable [] numbers() {
        return numbers;
    }

    void commitTo(TableClock clock) {
        if (numbers != null) {
            each(numbers, clock::committed);
        }
    }

    static void each(long[] numbers, IntConsumer table) {
        for (int i = 0; i < numbers.length; i++) {
            for (long left = numbers[i]; left != 0; left &= left - 1) {
                table.accept(i * Long.SIZE + Long.numberOfTrailingZeros(left));
            }
        }
    }

    void clear() {
        any = false;
        if (numbers != null) {
            Arrays.fill(numbers, 0);
        }
    }
}
