package dev.covet.benchmarks;

import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** The figures as Markdown tables. */
final class Report {
    private final StringBuilder text = new StringBuilder();
    private final Consumer<String> shown;

    /** To which each line goes at once: a run takes long, and what comes later may fail. */
    Report(Consumer<String> shown) {
        this.shown = shown;
    }

    void line(String line) {
        shown.accept(line);
        text.append(line).append('\n');
    }

    void statements(Map<String, Map<Variant, StatementRuns.Cost>> costs, String unit) {
        costs.forEach((benchmark, byVariant) -> {
            line("");
            line("**" + benchmark + "**");
            line("");
            line("| with | " + unit + " | ± | more than without | bytes | more than without |");
            line("|---|---:|---:|---:|---:|---:|");
            StatementRuns.Cost none = byVariant.get(Variant.NONE);
            byVariant.forEach((variant, cost) -> line(String.format(
                    Locale.ROOT,
                    "| %s | %.1f | %.1f | %s | %.0f | %s |",
                    variant.title(),
                    cost.time(),
                    cost.error(),
                    none == null ? "" : String.format(Locale.ROOT, "%.1f", cost.time() - none.time()),
                    cost.bytes(),
                    none == null ? "" : String.format(Locale.ROOT, "%.0f", cost.bytes() - none.bytes()))));
        });
    }

    /** The first is what the others are compared with. */
    void starts(Map<String, StartRuns.Start> starts) {
        line("");
        line("| with | main reached, ms | ready, ms | CPU, s | resident, MB | classes |");
        line("|---|---:|---:|---:|---:|---:|");
        StartRuns.Start first = starts.values().iterator().next();
        starts.forEach((title, start) -> line(String.format(
                Locale.ROOT,
                "| %s | %s | %s | %s | %s | %s |",
                title,
                figure(start.mainMillis(), first.mainMillis(), 0),
                figure(start.readyMillis(), first.readyMillis(), 0),
                figure(start.cpuSeconds(), first.cpuSeconds(), 2),
                figure(start.residentMegabytes(), first.residentMegabytes(), 0),
                figure(start.classes(), first.classes(), 0))));
    }

    /** How much of what the cache saves without an agent it saves with one. */
    void cacheGain(Map<String, StartRuns.Start> starts) {
        line("");
        line(String.format(
                Locale.ROOT,
                "Of what the cache saves without an agent it saves with one: %.0f %% of the time until ready, %.0f %% of"
                        + " the CPU time.",
                100 * AotRuns.kept(starts, StartRuns.Start::readyMillis),
                100 * AotRuns.kept(starts, StartRuns.Start::cpuSeconds)));
    }

    private static String figure(double value, double base, int digits) {
        String format = "%." + digits + "f (%+." + digits + "f)";
        return String.format(Locale.ROOT, format, value, value - base);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
