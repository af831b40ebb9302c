package dev.covet.optimizer.features.prefetch.spend;

import java.util.Arrays;

/** How far units of work went through what was possible, in each of the last ones. */
final class Consumption {
    private static final int KEPT = 32;

    /** Of ten units so many tell what the next one will do. */
    private static final double MOST = 0.9;

    private final int[] consumed = new int[KEPT];
    private final int[] possible = new int[KEPT];
    private int next;
    private int count;

    void add(int reached, int of) {
        consumed[next] = reached;
        possible[next] = Math.max(reached, of);
        next = (next + 1) % KEPT;
        count = Math.min(count + 1, KEPT);
    }

    int units() {
        return count;
    }

    /** How far of so many it will go: to the end, if it nearly always came near it. */
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
