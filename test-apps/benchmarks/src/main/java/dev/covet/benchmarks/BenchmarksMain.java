package dev.covet.benchmarks;

import dev.covet.benchmarks.cache.CacheReport;
import dev.covet.benchmarks.faults.FaultReport;
import dev.covet.benchmarks.pages.LossReport;
import dev.covet.benchmarks.pages.PageReport;
import dev.covet.benchmarks.reads.ReadsReport;
import dev.covet.benchmarks.route.RouteReport;
import dev.covet.benchmarks.scenarios.ScenarioReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Runs the benchmarks and prints their tables: {@code [statements] [rows] [tasks] [start] [aot] [once] [pages] [losses]
 * [cache | [hits] [cold] [crowd] [fresh] [shared]] [scenarios] [reads] [faults] [route] [--quick] [--out FILE]}.
 */
public final class BenchmarksMain {
    private static final Set<String> PARTS = Set.of(
            "statements",
            "rows",
            "tasks",
            "checkouts",
            "start",
            "aot",
            "once",
            "pages",
            "losses",
            "cache",
            "scenarios",
            "reads",
            "faults",
            "route");

    /** Those of {@code cache} that can be run alone. */
    private static final List<String> CACHE_PARTS = List.of("hits", "cold", "crowd", "fresh", "shared");

    private static final Set<String> VALUED = Set.of("--round-trip", "--out");

    private static final List<Variant> STATEMENTS = List.of(
            Variant.NONE,
            Variant.COVET_DISABLED,
            Variant.COVET_OFF,
            Variant.COVET_UNSAMPLED,
            Variant.COVET_SAMPLED,
            Variant.OTEL_UNSAMPLED,
            Variant.OTEL_SAMPLED,
            Variant.P6SPY,
            Variant.DATASOURCE_PROXY);

    private static final List<Variant> ONCE = List.of(
            Variant.NONE,
            Variant.COVET_PREFETCH_OFF,
            Variant.COVET_PREFETCH_OBSERVE,
            Variant.COVET_PREFETCH_ON,
            Variant.COVET_CACHE_OBSERVE);

    /** Without statements there are no spans, so what is sampled makes no difference. */
    private static final List<Variant> TASKS =
            List.of(Variant.NONE, Variant.COVET_DISABLED, Variant.COVET_UNSAMPLED, Variant.OTEL_UNSAMPLED);

    private static final List<Variant> CHECKOUTS =
            List.of(Variant.NONE, Variant.COVET_DISABLED, Variant.COVET_HEALTH_OFF, Variant.COVET_UNSAMPLED);

    private static final List<Variant> STARTS =
            List.of(Variant.NONE, Variant.COVET_DISABLED, Variant.COVET_SAMPLED, Variant.OTEL_SAMPLED);

    private BenchmarksMain() {}

    public static void main(String[] arguments) throws Exception {
        List<String> given = List.of(arguments);
        boolean quick = given.contains("--quick");
        int out = given.indexOf("--out");
        refuseUnknown(given);
        List<String> parts = given.stream()
                .filter(part -> PARTS.contains(part) || CACHE_PARTS.contains(part))
                .toList();
        Agents agents = Agents.ofTheBuild(Path.of("").toAbsolutePath());
        Report report = new Report(System.out::println);
        report.line("JDK " + Runtime.version() + ", " + Runtime.getRuntime().availableProcessors() + " processors, "
                + (quick ? "quick run" : "full run") + ".");
        if (parts.isEmpty() || parts.contains("statements")) {
            report.statements(new StatementRuns(agents, quick, java()).run(StatementBenchmark.class, STATEMENTS), "ns");
        }
        if (parts.isEmpty() || parts.contains("rows")) {
            report.statements(new StatementRuns(agents, quick, java()).run(ResultSetBenchmark.class, STATEMENTS), "µs");
        }
        if (parts.isEmpty() || parts.contains("tasks")) {
            report.statements(new StatementRuns(agents, quick, java()).run(TaskBenchmark.class, TASKS), "ns");
        }
        if (parts.isEmpty() || parts.contains("checkouts")) {
            report.statements(new StatementRuns(agents, quick, java()).run(CheckoutBenchmark.class, CHECKOUTS), "ns");
        }
        if (parts.isEmpty() || parts.contains("once")) {
            report.statements(new StatementRuns(agents, quick, java()).run(OnceBenchmark.class, ONCE), "ns");
        }
        starts(report, parts, agents, quick);
        pages(report, parts, agents, quick, roundTrips(given));
        cache(report, parts, agents, quick);
        faults(report, parts, agents, quick);
        route(report, parts, agents, quick);
        if (out >= 0) {
            Files.writeString(Path.of(given.get(out + 1)), report.toString());
        }
    }

    /** Else all is measured for a quarter of an hour, and not what was meant. */
    private static void refuseUnknown(List<String> given) {
        for (int i = 0; i < given.size(); i++) {
            String each = given.get(i);
            boolean value = i > 0 && VALUED.contains(given.get(i - 1));
            if (!value
                    && !each.equals("--quick")
                    && !VALUED.contains(each)
                    && !PARTS.contains(each)
                    && !CACHE_PARTS.contains(each)) {
                throw new IllegalArgumentException(
                        "There is no benchmark " + each + ". There are " + new TreeSet<>(PARTS) + " and, of cache, "
                                + CACHE_PARTS + ", with --quick, --round-trip MILLISECONDS and --out FILE.");
            }
        }
    }

    private static void starts(Report report, List<String> parts, Agents agents, boolean quick) throws Exception {
        String classPath = System.getProperty("java.class.path") + ":" + libraries();
        int rounds = quick ? 3 : 15;
        if (parts.isEmpty() || parts.contains("start")) {
            report.starts(new StartRuns(rounds, 17, classPath)
                    .run(STARTS.stream()
                            .map(variant -> StartRuns.Way.of(variant, agents))
                            .toList()));
        }
        if (parts.isEmpty() || parts.contains("aot")) {
            Map<String, StartRuns.Start> starts = new AotRuns(agents, new StartRuns(rounds, 25, classPath)).run();
            report.starts(starts);
            report.cacheGain(starts);
        }
    }

    /** Of the network to the database. */
    private static List<Duration> roundTrips(List<String> given) {
        int asked = given.indexOf("--round-trip");
        List<String> millis = asked < 0 ? List.of("0", "0.5", "1") : List.of(given.get(asked + 1));
        return millis.stream()
                .map(each -> Duration.ofNanos(Math.round(Double.parseDouble(each) * 1e6)))
                .toList();
    }

    private static void pages(
            Report report, List<String> parts, Agents agents, boolean quick, List<Duration> roundTrips)
            throws SQLException {
        String classPath = System.getProperty("java.class.path") + ":" + libraries();
        try (TelemetrySink sink = new TelemetrySink()) {
            List<String> covet = Variant.COVET_SAMPLED.flags(agents, sink.endpoint());
            if (parts.isEmpty() || parts.contains("pages")) {
                new PageReport(classPath, quick, covet, roundTrips).pages(report::line);
            }
            if (parts.isEmpty() || parts.contains("losses")) {
                new LossReport(classPath, quick, covet, roundTrips).print(report::line);
            }
        }
    }

    private static void cache(Report report, List<String> parts, Agents agents, boolean quick) throws Exception {
        String classPath = System.getProperty("java.class.path") + ":" + libraries();
        Path others = Path.of("test-apps/benchmarks/target/others").toAbsolutePath();
        try (TelemetrySink sink = new TelemetrySink()) {
            List<String> covet = Variant.COVET_UNSAMPLED.flags(agents, sink.endpoint());
            List<String> ofCache = parts.isEmpty() || parts.contains("cache")
                    ? CACHE_PARTS
                    : CACHE_PARTS.stream().filter(parts::contains).toList();
            if (!ofCache.isEmpty()) {
                new CacheReport(classPath, quick, covet, others, report::line).print(ofCache);
            }
            if (parts.isEmpty() || parts.contains("scenarios")) {
                new ScenarioReport(classPath, covet, others).print(report::line);
            }
            if (parts.isEmpty() || parts.contains("reads")) {
                new ReadsReport(others, report::line).print();
            }
        }
    }

    private static void faults(Report report, List<String> parts, Agents agents, boolean quick) throws SQLException {
        if (parts.isEmpty() || parts.contains("faults")) {
            String classPath = System.getProperty("java.class.path") + ":" + libraries();
            try (TelemetrySink sink = new TelemetrySink()) {
                List<String> covet = Variant.COVET_UNSAMPLED.flags(agents, sink.endpoint());
                new FaultReport(classPath, quick, covet).print(report::line);
            }
        }
    }

    private static void route(Report report, List<String> parts, Agents agents, boolean quick) throws Exception {
        if (parts.isEmpty() || parts.contains("route")) {
            String classPath = System.getProperty("java.class.path") + ":" + libraries();
            try (TelemetrySink sink = new TelemetrySink()) {
                List<String> covet = Variant.COVET_UNSAMPLED.flags(agents, sink.endpoint());
                new RouteReport(classPath, quick, covet, report::line).print();
            }
        }
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static String libraries() {
        return Path.of("test-apps/benchmarks/target/lib").toAbsolutePath() + "/*";
    }
}
