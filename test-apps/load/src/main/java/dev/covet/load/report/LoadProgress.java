package dev.covet.load.report;

import java.time.Duration;
import java.util.Locale;

/**
 * What happened since the last progress report.
 *
 * @param elapsed since the start of the run
 * @param warmingUp true while nothing is recorded
 */
public record LoadProgress(Duration elapsed, boolean warmingUp, KindReport interval) {

    /** One line for people. */
    @Override
    public String toString() {
        LatencyMillis latency = interval.latency();
        return String.format(
                Locale.ROOT,
                "%4d s%s: %d requests, %.1f/s, %d errors, p50 %s ms, p99 %s ms, max %s ms",
                elapsed.toSeconds(),
                warmingUp ? " (warm-up)" : "",
                interval.requests(),
                interval.perSecond(),
                interval.errorCount(),
                LatencyMillis.print(latency.p50()),
                LatencyMillis.print(latency.p99()),
                LatencyMillis.print(latency.max()));
    }
}
