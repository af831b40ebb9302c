package dev.covet.demo;

import dev.covet.fixtures.otlp.ReceivedMetric;
import dev.covet.fixtures.otlp.ReceivedMetric.Point;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

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

    /** A sentence; empty if nothing has come yet. */
    String told() {
        List<ReceivedMetric> come = metrics.get();
        List<Point> queries = latest(come, "covet.cache.queries");
        double all = sum(queries);
        if (all == 0) {
            return "";
        }
        double hits = sum(queries.stream()
                .filter(point -> "hit".equals(point.attributes().get("covet.result")))
                .toList());
        return String.format(
                Locale.ROOT,
                "%.0f %% of %.0f queries answered from the cache, %.2f s of the database's time saved",
                100 * hits / all,
                all,
                sum(latest(come, "covet.cache.saved")));
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
