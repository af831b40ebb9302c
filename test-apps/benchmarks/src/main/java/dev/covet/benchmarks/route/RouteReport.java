package dev.covet.benchmarks.route;

import dev.covet.benchmarks.turns.Paired;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Prints what reading from a replica takes, and how many reads go there. */
public final class RouteReport {
    private static final int DRAWS = 2_000;

    private final String classPath;
    private final boolean quick;
    private final List<String> covet;
    private final Consumer<String> lines;

    /**
     * To be printed once.
     *
     * @param covet the flags of a JVM with Covet
     */
    public RouteReport(String classPath, boolean quick, List<String> covet, Consumer<String> lines) {
        this.classPath = classPath;
        this.quick = quick;
        this.covet = covet;
        this.lines = lines;
    }

    public void print() throws Exception {
        try (Servers servers = new Servers()) {
            costs(new CostRuns(servers, classPath, quick, covet).run());
            OffloadRuns runs = new OffloadRuns(servers, classPath, quick, covet);
            lines.accept("");
            lines.accept("**Reads of an application of which one session of ten writes, a replica 5 ms late**");
            lines.accept("");
            lines.accept("| `covet.route.cookie` | at the replica | writes | own writes missed | reads by result |");
            lines.accept("|---|---:|---:|---:|---|");
            for (String cookie : List.of("off", "on", "alone")) {
                OffloadRuns.Seen seen = runs.run(cookie);
                lines.accept(String.format(
                        Locale.ROOT,
                        "| `%s` | %.1f %% | %d | %d | %s |",
                        cookie,
                        100 * seen.share(),
                        seen.writes(),
                        seen.missed(),
                        seen.results().entrySet().stream()
                                .filter(each -> each.getValue() > 0)
                                .map(each -> each.getKey() + " " + each.getValue())
                                .collect(Collectors.joining(", "))));
            }
        }
    }

    private void costs(Map<Way, Paired> all) {
        lines.accept("");
        lines.accept("**A row, read by its key**");
        lines.accept("");
        lines.accept("| with | µs | more than | µs | 95 % |");
        lines.accept("|---|---:|---|---:|---:|");
        all.forEach((way, pairs) -> {
            Way base = way.base();
            if (base == null) {
                lines.accept(String.format(Locale.ROOT, "| %s | %.1f | | | |", way.title(), pairs.after()));
                return;
            }
            Paired.Estimate more = pairs.estimate(new Random(1), DRAWS);
            double before = pairs.before();
            lines.accept(String.format(
                    Locale.ROOT,
                    "| %s | %.1f | %s | %+.2f | %+.2f … %+.2f |",
                    way.title(),
                    pairs.after(),
                    base.title(),
                    before * (more.value() - 1),
                    before * (more.low() - 1),
                    before * (more.high() - 1)));
        });
    }
}
