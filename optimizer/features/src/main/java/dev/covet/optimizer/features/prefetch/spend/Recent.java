package dev.covet.optimizer.features.prefetch.spend;

import java.util.Arrays;

/** The median of the last few: the first executions meet cold caches and cold code, and any may be held up. */
final class Recent {
    private static final int KEPT = 7;

    private final double[] samples = new double[KEPT];
    private int next;
    private int count;
    private double median;

    /** The value as long as there is nothing else. */
    Recent(double first) {
        this.median = first;
    }

    void add(double sample) {
        samples[next] = sample;
        next = (next + 1) % KEPT;
        count = Math.min(count + 1, KEPT);
        double[] sorted = Arrays.copyOf(samples, count);
        Arrays.sort(sorted);
        median = sorted[(count - 1) / 2];
    }

    double median() {
        return median;
    }
}
