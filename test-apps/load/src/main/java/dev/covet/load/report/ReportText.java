package dev.covet.load.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The report for people: a head, an aligned table, and the errors by cause. */
final class ReportText {
    private static final List<String> HEAD =
            List.of("request", "count", "per s", "errors", "p50 ms", "p90 ms", "p99 ms", "p99.9 ms", "max ms");

    private final LoadReport report;
    private final StringBuilder text = new StringBuilder();

    ReportText(LoadReport report) {
        this.report = report;
    }

    String render() {
        head();
        table();
        errors();
        return text.toString();
    }

    private void head() {
        line("%s against %s, seed %d", report.workload(), report.target(), report.seed());
        line("%s", report.pace());
        line(
                "measured %.1f s after %.1f s of warm-up, ended by %s, %d requests sent",
                report.measured().toMillis() / 1e3,
                report.warmUp().toMillis() / 1e3,
                switch (report.ending()) {
                    case TIME -> "time";
                    case COUNT -> "count";
                    case STOPPED -> "a stop";
                },
                report.sent());
        if (report.unsent() > 0) {
            line(
                    "the target did not keep up: %d requests were due and never sent; true latencies are higher",
                    report.unsent());
        }
        if (report.abandoned() > 0) {
            line("%d requests were under way at the stop and are not recorded", report.abandoned());
        }
        if (report.total().requests() == 0) {
            line("nothing was recorded");
        }
        text.append('\n');
    }

    private void table() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEAD);
        report.kinds().forEach(kind -> rows.add(row(kind)));
        rows.add(row(report.total()));
        int[] widths = new int[HEAD.size()];
        for (List<String> row : rows) {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], row.get(column).length());
            }
        }
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < widths.length; column++) {
                String padding = " ".repeat(widths[column] - row.get(column).length());
                line.append(column == 0 ? row.get(column) + padding : "  " + padding + row.get(column));
            }
            line("%s", line);
        }
    }

    private static List<String> row(KindReport kind) {
        LatencyMillis latency = kind.latency();
        return List.of(
                kind.kind(),
                Long.toString(kind.requests()),
                String.format(Locale.ROOT, "%.1f", kind.perSecond()),
                Long.toString(kind.errorCount()),
                LatencyMillis.print(latency.p50()),
                LatencyMillis.print(latency.p90()),
                LatencyMillis.print(latency.p99()),
                LatencyMillis.print(latency.p999()),
                LatencyMillis.print(latency.max()));
    }

    private void errors() {
        if (report.total().errorCount() == 0) {
            return;
        }
        text.append('\n');
        line("errors (%.2f %% of all requests)", 100 * report.total().errorShare());
        for (KindReport kind : report.kinds()) {
            kind.errors().forEach((cause, count) -> line("%8d  %s: %s", count, kind.kind(), cause));
        }
    }

    private void line(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
