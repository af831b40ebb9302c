package dev.covet.benchmarks.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.openjdk.jmh.util.Statistics;

/** Runs {@link HitBenchmark} with each contender in JVMs of its own. */
final class HitRuns {
    static final List<String> BENCHMARKS =
            List.of("oneRowStatementKept", "oneRow", "tenRows", "thousandRows", "tenThousandRows");
    static final List<Contender> CONTENDERS =
            List.of(Contender.DRIVER, Contender.COVET, Contender.AWS, Contender.HIBERNATE, Contender.CAFFEINE);

    /** What is current asks the database for its position, which is no shorter than a short query. */
    private static final List<Contender> HITTING = List.of(
            Contender.DRIVER,
            Contender.COVET,
            Contender.COVET_STRICT,
            Contender.AWS,
            Contender.HIBERNATE,
            Contender.CAFFEINE);

    private final Parts parts;
    private final boolean quick;
    private final List<String> covet;

    HitRuns(Parts parts, boolean quick, List<String> covet) {
        this.parts = parts;
        this.quick = quick;
        this.covet = covet;
    }

    /**
     * What a question took.
     *
     * @param asked the share of the questions for which the database was asked
     */
    record Took(double p50, double p99, double bytes, double asked) {}

    /** By contender. */
    Map<Contender, Took> run(String benchmark, int threads) throws RunnerException, IOException, SQLException {
        Map<Contender, Took> all = new LinkedHashMap<>();
        for (Contender contender : HITTING) {
            all.put(contender, run(benchmark, contender, threads));
        }
        return all;
    }

    private Took run(String benchmark, Contender contender, int threads)
            throws RunnerException, IOException, SQLException {
        Path asked = Files.createTempFile("covet-benchmark", ".asked");
        List<String> flags = new ArrayList<>(contender.flags(covet));
        flags.addAll(parts.place().flags());
        flags.add("-Dbenchmark.contender=" + contender);
        flags.add("-Dbenchmark.asked=" + asked);
        long before = statements();
        RunResult result = new Runner(new OptionsBuilder()
                        .include("\\." + HitBenchmark.class.getSimpleName() + "\\." + benchmark + "$")
                        .jvmArgsAppend(flags.toArray(String[]::new))
                        .addProfiler(GCProfiler.class)
                        .threads(threads)
                        .forks(1)
                        .warmupIterations(quick ? 2 : 4)
                        .warmupTime(TimeValue.seconds(1))
                        .measurementIterations(quick ? 1 : 3)
                        .measurementTime(TimeValue.seconds(1))
                        .shouldFailOnError(true)
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .runSingle();
        Statistics times = result.getPrimaryResult().getStatistics();
        double bytes = result.getSecondaryResults().values().stream()
                .filter(each -> each.getLabel().contains("gc.alloc.rate.norm"))
                .mapToDouble(each -> each.getScore())
                .findFirst()
                .orElse(Double.NaN);
        double questions = Double.parseDouble(Files.readString(asked));
        Files.delete(asked);
        return new Took(times.getPercentile(50), times.getPercentile(99), bytes, (statements() - before) / questions);
    }

    private long statements() throws SQLException {
        try (Connection observer = parts.connect()) {
            return Parts.asked(observer);
        }
    }
}
