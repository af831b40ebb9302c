package dev.covet.benchmarks;

import java.util.Locale;
import java.util.Map;

/** The figures as Markdown tables. */
final class Report {
    private final StringBuilder text = new StringBuilder();

    void line(String line) {
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

    void starts(Map<Variant, StartRuns.Start> starts) {
        line("");
        line("| with | main reached, ms | ready, ms | CPU, s | resident, MB | classes |");
        line("|---|---:|---:|---:|---:|---:|");
        StartRuns.Start none = starts.get(Variant.NONE);
        starts.forEach((variant, start) -> line(String.format(
                Locale.ROOT,
                "| %s | %s | %s | %s | %s | %s |",
                variant.title(),
                figure(start.mainMillis(), none == null ? 0 : none.mainMillis(), 0),
                figure(start.readyMillis(), none == null ? 0 : none.readyMillis(), 0),
                figure(start.cpuSeconds(), none == null ? 0 : none.cpuSeconds(), 2),
                figure(start.residentMegabytes(), none == null ? 0 : none.residentMegabytes(), 0),
                figure(start.classes(), none == null ? 0 : none.classes(), 0))));
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
