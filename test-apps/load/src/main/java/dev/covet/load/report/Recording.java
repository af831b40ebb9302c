package dev.covet.load.report;

import java.util.HashMap;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Latencies and errors of one kind of request. Not for use by several threads at once. */
final class Recording {
    /** Between 1 microsecond and 25 hours, exact to three digits. */
    private static final long LONGEST_MICROS = 25L * 3600 * 1_000_000;

    private static final int DIGITS = 3;
    private static final int MOST_CAUSES = 20;
    private static final String OTHER_CAUSES = "other";

    private final Histogram micros = new Histogram(LONGEST_MICROS, DIGITS);
    private final Map<String, Long> errors = new HashMap<>();

    void add(long nanos, @Nullable String error) {
        micros.recordValue(Math.min(LONGEST_MICROS, Math.max(1, nanos / 1_000)));
        if (error != null) {
            boolean known = errors.containsKey(error) || errors.size() < MOST_CAUSES;
            errors.merge(known ? error : OTHER_CAUSES, 1L, Long::sum);
        }
    }

    void clear() {
        micros.reset();
        errors.clear();
    }

    KindReport report(String kind, double seconds) {
        long requests = micros.getTotalCount();
        double perSecond = seconds > 0 ? requests / seconds : 0;
        return new KindReport(kind, requests, perSecond, errors, latency());
    }

    private LatencyMillis latency() {
        return new LatencyMillis(
                percentile(50), percentile(90), percentile(99), percentile(99.9), micros.getMaxValue() / 1e3);
    }

    private double percentile(double percent) {
        return micros.getTotalCount() == 0 ? 0 : micros.getValueAtPercentile(percent) / 1e3;
    }
}
