package dev.covet.demo;

import dev.covet.fixtures.otlp.ReceivedMetric;
import dev.covet.fixtures.otlp.ReceivedMetric.Point;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the agent's metrics say of its cache since that was switched on. */
final class CacheFigures {
    private final Supplier<List<ReceivedMetric>> metrics;

    /**
     * Of one petshop.
     *
     * @param metrics that have come since they were asked for, the latest last
     */
    CacheFigures(Supplier<List<ReceivedMetric>> metrics) {
        this.metrics = metrics;
    }

    /** A sentence; empty if it has not come yet that anything was answered. */
    String told() {
        List<ReceivedMetric> come = metrics.get();
        List<Point> queries = latest(come, "covet.cache.queries").stream()
                .filter(point -> !isOfWatching(point.attributes().get("covet.result")))
                .toList();
        double all = sum(queries);
        double hits = sum(queries.stream()
                .filter(point -> "hit".equals(point.attributes().get("covet.result")))
                .toList());
        if (hits == 0) {
            return "";
        }
        return String.format(
                Locale.ROOT,
                "%.0f %% of %.0f queries answered from the cache, %.2f s of database time saved",
                100 * hits / all,
                all,
                sum(latest(come, "covet.cache.saved")));
    }

    /** What is counted only before the cache answers. */
    private static boolean isOfWatching(@Nullable Object result) {
        return "would hit".equals(result) || "would miss".equals(result) || "text".equals(result);
    }

    /** Each export has all that was counted until then. */
    private static List<Point> latest(List<ReceivedMetric> come, String name) {
        List<Point> latest = List.of();
        for (ReceivedMetric metric : come) {
            if (metric.name().equals(name)) {
                latest = metric.points();
            }
        }
        return latest;
    }

    private static double sum(List<Point> points) {
        return points.stream().mapToDouble(Point::value).sum();
    }
}
