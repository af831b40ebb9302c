package dev.covet.benchmarks.cache;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The tables of the query cache and its competitors. */
public final class CacheReport {
    private static final int DRAWS = 2_000;

    private static final Map<String, String> TITLES = Map.of(
            "oneRowStatementKept", "One row, the statement kept by the application",
            "oneRow", "One row",
            "tenRows", "Ten rows",
            "thousandRows", "1,000 rows",
            "tenThousandRows", "10,000 rows");

    private final String classPath;
    private final boolean quick;
    private final List<String> covet;
    private final Path others;
    private final Consumer<String> lines;

    /**
     * To be printed once.
     *
     * @param covet the flags of a JVM with Covet
     * @param others the folder with the AWS wrapper
     */
    public CacheReport(String classPath, boolean quick, List<String> covet, Path others, Consumer<String> lines) {
        this.classPath = classPath;
        this.quick = quick;
        this.covet = covet;
        this.others = others;
        this.lines = lines;
    }

    /** Those parts, of {@code hits}, {@code cold}, {@code crowd}, {@code fresh} and {@code shared}. */
    public void print(List<String> wanted) throws Exception {
        try (Parts parts = new Parts(others.toString())) {
            if (wanted.contains("hits")) {
                hits(parts);
            }
            if (wanted.contains("cold")) {
                ColdRuns cold = new ColdRuns(parts, classPath, quick, covet);
                cold("Queries that never come again", cold.run("new"));
                cold("Queries that cannot be answered again, for `now()`", cold.run("never"));
            }
            if (wanted.contains("crowd")) {
                crowd(new CrowdRuns(parts, classPath, quick, covet).run());
            }
            if (wanted.contains("fresh")) {
                FreshRuns fresh = new FreshRuns(parts, classPath, quick, covet);
                fresh(fresh.writes());
                lost(fresh.silence(), fresh.loss());
            }
            if (wanted.contains("shared")) {
                for (String title : SharedRuns.QUERIES.keySet()) {
                    shared(title, new SharedRuns(parts, classPath, quick, covet).run(title));
                }
            }
        }
    }

    private void hits(Parts parts) throws Exception {
        for (int threads : quick ? new int[] {1} : new int[] {1, 2}) {
            for (String benchmark : HitRuns.BENCHMARKS) {
                hits(benchmark, threads, new HitRuns(parts, quick, covet).run(benchmark, threads));
            }
        }
    }

    private void table(String title, String columns) {
        lines.accept("");
        lines.accept("**" + title + "**");
        lines.accept("");
        lines.accept(columns);
        lines.accept(columns.replaceFirst("[^|]*\\|[^|]*", "|---").replaceAll("(?<=\\|)[^|-]+(?=\\|)", "---:"));
    }

    private void row(String format, Object... values) {
        lines.accept(String.format(Locale.ROOT, format, values));
    }

    private void hits(String benchmark, int threads, Map<Contender, HitRuns.Took> all) {
        table(
                TITLES.get(benchmark) + ", " + threads + (threads == 1 ? " thread" : " threads"),
                "| with | p50, µs | p99, µs | bytes | asked the database |");
        all.forEach((contender, took) -> row(
                "| %s | %.2f | %.2f | %.0f | %.2f %% |",
                contender.title(), took.p50() / 1e3, took.p99() / 1e3, took.bytes(), 100 * took.asked()));
    }

    private void shared(String title, Map<Contender, SharedRuns.Took> all) {
        table(title + ", asked before by another JVM only", "| with | p50, µs | p99, µs | asked the database |");
        all.forEach((contender, took) -> row(
                "| %s | %.1f | %.1f | %.2f %% |",
                contender == Contender.COVET ? "pgjdbc, Covet, answers shared, Redis" : contender.title(),
                took.p50() / 1e3,
                took.p99() / 1e3,
                100 * took.asked()));
    }

    private void cold(String title, Map<Contender, ColdRuns.Seen> all) {
        table(title, "| with | µs | more than pgjdbc | 95 % | µs of processors | more | 95 % | statements |");
        all.forEach((contender, seen) -> {
            Paired95 elapsed = Paired95.of(seen.elapsed());
            Paired95 processor = Paired95.of(seen.processor());
            row(
                    "| %s | %.1f | %+.2f | %+.2f … %+.2f | %.1f | %+.2f | %+.2f … %+.2f | %.2f |",
                    contender.title(),
                    elapsed.value(),
                    elapsed.more(),
                    elapsed.low(),
                    elapsed.high(),
                    processor.value(),
                    processor.more(),
                    processor.low(),
                    processor.high(),
                    seen.statements());
        });
    }

    /** A time, and what of it is more than the bare driver's. */
    private record Paired95(double value, double more, double low, double high) {
        static Paired95 of(dev.covet.benchmarks.turns.Paired paired) {
            var estimate = paired.estimate(new Random(1), DRAWS);
            double before = paired.before();
            return new Paired95(
                    before * estimate.value(),
                    before * (estimate.value() - 1),
                    before * (estimate.low() - 1),
                    before * (estimate.high() - 1));
        }
    }

    private void crowd(Map<Contender, List<Long>> all) {
        table(
                CrowdRuns.CROWD + " connections ask at once what is not kept",
                "| with | queries that the database saw, of each round |");
        all.forEach((contender, counts) -> row(
                "| %s | %s |",
                contender.title(), counts.stream().map(String::valueOf).collect(Collectors.joining(", "))));
    }

    private void fresh(Map<Contender, FreshRuns.Ages> all) {
        table(
                "How long after another's commit the old is still told",
                "| with | p50, ms | p99, ms | most, ms | writes | not seen in 3 s | what ends an answer |");
        all.forEach((contender, ages) ->
                row("| %s | %s | %d | %s |", contender.title(), figures(ages), ages.never(), contender.freshness()));
    }

    private void lost(FreshRuns.Ages silence, FreshRuns.Ages loss) {
        table(
                "The same with Covet, when nobody tells of changes any more",
                "| what happened before the commit | p50, ms | p99, ms | most, ms | writes | not seen in 3 s |");
        row("| the process that tells stands still | %s | %d |", figures(silence), silence.never());
        row("| it was ended | %s | %d |", figures(loss), loss.never());
    }

    private static String figures(FreshRuns.Ages ages) {
        return String.format(
                Locale.ROOT,
                "%.1f | %.1f | %.1f | %d",
                ages.percentile(0.5),
                ages.percentile(0.99),
                ages.percentile(1),
                ages.millis().size() + ages.never());
    }
}
