package dev.covet.benchmarks;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs a JMH benchmark once for each variant, each in a JVM of its own. */
final class StatementRuns {
    private final Agents agents;
    private final boolean quick;
    private final String jdk;

    StatementRuns(Agents agents, boolean quick, String jdk) {
        this.agents = agents;
        this.quick = quick;
        this.jdk = jdk;
    }

    /** Time and bytes of one benchmark with one variant. */
    record Cost(double time, double error, double bytes) {}

    /** By benchmark, then by variant. */
    Map<String, Map<Variant, Cost>> run(Class<?> benchmark, List<Variant> variants) throws RunnerException {
        Map<String, Map<Variant, Cost>> costs = new TreeMap<>();
        for (Variant variant : variants) {
            try (TelemetrySink sink = new TelemetrySink()) {
                for (RunResult result : new Runner(options(benchmark, variant, sink)).run()) {
                    costs.computeIfAbsent(result.getPrimaryResult().getLabel(), name -> new EnumMap<>(Variant.class))
                            .put(variant, cost(result));
                }
                if (variant == Variant.COVET_SAMPLED && sink.bytes() == 0) {
                    throw new IllegalStateException("Covet was to send spans and sent nothing.");
                }
            }
        }
        return costs;
    }

    private Options options(Class<?> benchmark, Variant variant, TelemetrySink sink) {
        List<String> flags = new ArrayList<>(List.of("-Xms512m", "-Xmx512m", "-XX:+UseParallelGC"));
        flags.addAll(variant.flags(agents, sink.endpoint()));
        int warmUp = quick ? 3 : 5;
        if (benchmark == OnceBenchmark.class) {
            // Two hundred texts and a driver take longer to compile.
            warmUp = 15;
        }
        return new OptionsBuilder()
                .include(benchmark.getName())
                .jvm(jdk)
                .jvmArgsAppend(flags.toArray(String[]::new))
                .addProfiler(GCProfiler.class)
                .forks(quick ? 1 : 3)
                .warmupIterations(warmUp)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(quick ? 3 : 5)
                .measurementTime(TimeValue.seconds(1))
                .verbosity(VerboseMode.SILENT)
                .build();
    }

    private static Cost cost(RunResult result) {
        double bytes = result.getSecondaryResults().values().stream()
                .filter(each -> each.getLabel().contains("gc.alloc.rate.norm"))
                .mapToDouble(each -> each.getScore())
                .findFirst()
                .orElse(Double.NaN);
        // Not the mean: what else the machine does falls on a few iterations.
        return new Cost(
                result.getPrimaryResult().getStatistics().getPercentile(50),
                result.getPrimaryResult().getScoreError(),
                bytes);
    }
}
