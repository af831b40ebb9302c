package dev.covet.benchmarks.pages;

import dev.covet.benchmarks.pages.PageRuns.Runner;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** The tables of whole pages. */
public final class PageReport {
    private static final int OWNERS = 100;

    private final String classPath;
    private final boolean quick;
    private final List<String> covet;
    private final List<Duration> roundTrips;

    /**
     * To be printed once for each kind.
     *
     * @param covet the flags of a JVM with Covet
     * @param roundTrips over networks of these
     */
    public PageReport(String classPath, boolean quick, List<String> covet, List<Duration> roundTrips) {
        this.classPath = classPath;
        this.quick = quick;
        this.covet = covet;
        this.roundTrips = roundTrips;
    }

    /** A page that is repeated for each row, with Covet, without, and written by hand. */
    public void pages(Consumer<String> lines) throws SQLException {
        try (PageRuns runs = new PageRuns(classPath, quick)) {
            for (Duration roundTrip : roundTrips) {
                table(lines, "Owners with pets, plain JDBC", roundTrip, runs.run(jdbc(), roundTrip, OWNERS));
                table(
                        lines,
                        "Owners with pets with visits, Hibernate",
                        roundTrip,
                        runs.run(hibernate(), roundTrip, OWNERS));
            }
        }
    }

    private List<Runner> jdbc() {
        return List.of(
                new Runner("loop, no agent", Way.JDBC_LOOP, List::of),
                new Runner("loop, Covet", Way.JDBC_LOOP, () -> covet),
                new Runner("a statement for each level, by hand", Way.JDBC_BY_HAND, List::of),
                new Runner("join, by hand", Way.JDBC_JOIN, List::of));
    }

    private List<Runner> hibernate() {
        return List.of(
                new Runner("lazy, no agent", Way.HIBERNATE_LAZY, List::of),
                new Runner("lazy, Covet", Way.HIBERNATE_LAZY, () -> covet),
                new Runner("`default_batch_fetch_size=100`", Way.HIBERNATE_BATCHES, List::of),
                new Runner("a query for each level, by hand", Way.HIBERNATE_BY_HAND, List::of),
                new Runner("`join fetch`, by hand", Way.HIBERNATE_JOIN, List::of));
    }

    /** The first is what the others are compared with. */
    private static void table(Consumer<String> lines, String title, Duration roundTrip, Map<String, Shown> all) {
        if (all.values().stream().mapToLong(Shown::read).distinct().count() != 1) {
            throw new IllegalStateException("These pages have not read the same: " + all);
        }
        lines.accept("");
        lines.accept(String.format(
                Locale.ROOT, "**%s, %d owners, round trip + %.1f ms**", title, OWNERS, roundTrip.toNanos() / 1e6));
        lines.accept("");
        lines.accept("| with | ms | times faster | statements | ms of the database's processor | pages |");
        lines.accept("|---|---:|---:|---:|---:|---:|");
        Shown first = all.values().iterator().next();
        all.forEach((with, shown) -> lines.accept(String.format(
                Locale.ROOT,
                "| %s | %.2f | %.1f | %.1f | %.2f (%+.0f %%) | %d |",
                with,
                shown.median(),
                first.median() / shown.median(),
                shown.statements(),
                shown.processor(),
                100 * (shown.processor() / first.processor() - 1),
                shown.pages())));
    }
}
