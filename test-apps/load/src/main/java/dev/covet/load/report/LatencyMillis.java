package dev.covet.load.report;

import java.util.Locale;

/** How long requests took, in milliseconds. All are 0 when there were none. */
public record LatencyMillis(double p50, double p90, double p99, double p999, double max) {

    /** With three digits after the point below 10 ms, and fewer above. */
    static String print(double millis) {
        String format = millis < 10 ? "%.3f" : millis < 100 ? "%.2f" : millis < 1_000 ? "%.1f" : "%.0f";
        return String.format(Locale.ROOT, format, millis);
    }
}
