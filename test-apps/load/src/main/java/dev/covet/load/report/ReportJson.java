package dev.covet.load.report;

import java.util.Locale;
import java.util.stream.Collectors;

/** The report for programs. Times are in seconds, latencies in milliseconds, shares 0 to 1. */
final class ReportJson {

    String render(LoadReport report) {
        return "{\n"
                + member("target", quoted(report.target().toString()))
                + member("workload", quoted(report.workload()))
                + member("pace", quoted(report.pace()))
                + member("seed", Long.toString(report.seed()))
                + member("warmUpSeconds", number(report.warmUp().toMillis() / 1e3))
                + member("measuredSeconds", number(report.measured().toMillis() / 1e3))
                + member("ending", quoted(report.ending().name().toLowerCase(Locale.ROOT)))
                + member("sent", Long.toString(report.sent()))
                + member("unsent", Long.toString(report.unsent()))
                + member("abandoned", Long.toString(report.abandoned()))
                + member("total", kind(report.total()))
                + "  \"kinds\": [\n    "
                + report.kinds().stream().map(ReportJson::kind).collect(Collectors.joining(",\n    "))
                + "\n  ]\n}\n";
    }

    private static String member(String name, String value) {
        return "  " + quoted(name) + ": " + value + ",\n";
    }

    private static String kind(KindReport kind) {
        LatencyMillis latency = kind.latency();
        String errors = kind.errors().entrySet().stream()
                .map(error -> quoted(error.getKey()) + ": " + error.getValue())
                .collect(Collectors.joining(", "));
        return "{\"request\": " + quoted(kind.kind())
                + ", \"requests\": " + kind.requests()
                + ", \"perSecond\": " + number(kind.perSecond())
                + ", \"errors\": " + kind.errorCount()
                + ", \"errorShare\": " + number(kind.errorShare())
                + ", \"errorsByCause\": {" + errors + "}"
                + ", \"latencyMillis\": {\"p50\": " + number(latency.p50())
                + ", \"p90\": " + number(latency.p90())
                + ", \"p99\": " + number(latency.p99())
                + ", \"p99.9\": " + number(latency.p999())
                + ", \"max\": " + number(latency.max()) + "}}";
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.6f", value).replaceAll("\\.?0+$", "");
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.chars().forEach(character -> {
            if (character == '"' || character == '\\') {
                quoted.append('\\').append((char) character);
            } else if (character < ' ') {
                quoted.append(String.format(Locale.ROOT, "\\u%04x", character));
            } else {
                quoted.append((char) character);
            }
        });
        return quoted.append('"').toString();
    }
}
