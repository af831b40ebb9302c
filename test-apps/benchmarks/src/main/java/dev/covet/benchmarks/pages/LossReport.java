package dev.covet.benchmarks.pages;

import dev.covet.benchmarks.pages.LossRuns.Seen;
import dev.covet.benchmarks.turns.Paired;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;

/** The tables of pages on which prefetching can only lose. */
public final class LossReport {
    private static final int NONE = 0;
    private static final int OFF = 1;
    private static final int ON = 2;
    private static final int DRAWS = 2_000;
    private static final double SAME = 0.5;

    private final String classPath;
    private final boolean quick;
    private final List<String> covet;
    private final List<Duration> roundTrips;

    /**
     * To be printed once.
     *
     * @param covet the flags of a JVM with Covet
     * @param roundTrips over networks of these
     */
    public LossReport(String classPath, boolean quick, List<String> covet, List<Duration> roundTrips) {
        this.classPath = classPath;
        this.quick = quick;
        this.covet = covet;
        this.roundTrips = roundTrips;
    }

    /** Without an agent, with one that does not prefetch, and with one that does. */
    public void print(Consumer<String> lines) throws SQLException {
        List<String> idle = new ArrayList<>(covet);
        idle.add("-Dcovet.prefetch.mode=off");
        List<Way> ways = Arrays.stream(Way.values()).filter(Way::isMadeToLose).toList();
        try (LossRuns runs = new LossRuns(classPath, quick, List.of(List.of(), idle, covet))) {
            for (Duration roundTrip : roundTrips) {
                table(lines, roundTrip, runs.run(ways, roundTrip));
            }
        }
    }

    private static void table(Consumer<String> lines, Duration roundTrip, Map<Way, Seen> all) {
        Random random = new Random(1);
        lines.accept("");
        lines.accept(String.format(Locale.ROOT, "**Round trip + %.1f ms**", roundTrip.toNanos() / 1e6));
        lines.accept("");
        lines.accept(
                "| page | no agent, ms | prefetch off, ms | Covet, ms | more than prefetch off | 95 % | more than no"
                        + " agent | 95 % | statements |");
        lines.accept("|---|---:|---:|---:|---:|---:|---:|---:|---:|");
        all.forEach((way, seen) -> lines.accept(String.format(
                Locale.ROOT,
                "| %s | %.3f | %.3f | %.3f | %s | %s | %+.1f %% | %.1f, %.1f |",
                way.title(),
                seen.paired(NONE, OFF).before(),
                seen.paired(NONE, OFF).after(),
                seen.paired(OFF, ON).after(),
                more(seen.paired(OFF, ON).estimate(random, DRAWS)),
                more(seen.processor(OFF, ON).estimate(random, DRAWS)),
                100 * (seen.paired(NONE, ON).ratio() - 1),
                seen.statements().get(OFF),
                seen.statements().get(ON))));
        totals(lines, "all", List.copyOf(all.values()), random);
        totals(
                lines,
                "those of as many statements",
                all.values().stream()
                        .filter(seen ->
                                seen.statements().get(ON) > seen.statements().get(OFF) - SAME)
                        .toList(),
                random);
    }

    private static void totals(Consumer<String> lines, String which, List<Seen> all, Random random) {
        if (!all.isEmpty()) {
            List<Paired> elapsed =
                    all.stream().map(seen -> seen.paired(OFF, ON)).toList();
            List<Paired> processor =
                    all.stream().map(seen -> seen.processor(OFF, ON)).toList();
            lines.accept(String.format(
                    Locale.ROOT,
                    "| %s, total | | | | %s | %s | | |",
                    which,
                    more(Paired.total(elapsed, random, DRAWS)),
                    more(Paired.total(processor, random, DRAWS))));
        }
    }

    private static String more(Paired.Estimate ratio) {
        return String.format(
                Locale.ROOT,
                "%+.1f %% | %+.1f … %+.1f",
                100 * (ratio.value() - 1),
                100 * (ratio.low() - 1),
                100 * (ratio.high() - 1));
    }
}
