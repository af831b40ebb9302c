package dev.covet.optimizer.features.prefetch.spend;

/** A moving average: what is newer counts more. */
final class Average {
    private static final double WEIGHT = 0.2;

    private final double first;
    private double value;
    private long count;

    /** The value as long as there is nothing to average. */
    Average(double first) {
        this.first = first;
    }

    void add(double sample) {
        // The plain mean of the first few: otherwise the very first one would count for too long.
        double weight = Math.max(WEIGHT, 1.0 / (count + 1));
        value += weight * (sample - value);
        count++;
    }

    double value() {
        return count == 0 ? first : value;
    }
}
