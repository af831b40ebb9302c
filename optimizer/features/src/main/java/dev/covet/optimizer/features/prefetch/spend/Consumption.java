package dev.covet.optimizer.features.prefetch.spend;

import java.util.Arrays;

/** How many of the possible executions there were, in each of the last units of work. */
final class Consumption {
    private static final int KEPT = 32;

    /** Of ten units so many tell what the next one will do. */
    private static final double MOST = 0.9;

    private final int[] consumed = new int[KEPT];
    private final int[] possible = new int[KEPT];
    private int next;
    private int count;

    void add(int used, int of) {
        consumed[next] = used;
        possible[next] = Math.max(used, of);
        next = (next + 1) % KEPT;
        count = Math.min(count + 1, KEPT);
    }

    int units() {
        return count;
    }

    /** How many of so many will be asked for: all, if nearly all were asked for nearly always. */
    int expected(int available) {
        int full = 0;
        for (int i = 0; i < count; i++) {
            full += consumed[i] >= MOST * possible[i] ? 1 : 0;
        }
        if (full >= MOST * count) {
            return available;
        }
        int[] sorted = Arrays.copyOf(consumed, count);
        Arrays.sort(sorted);
        return Math.min(available, sorted[Math.min(count - 1, (int) (MOST * count))]);
    }
}
