package dev.covet.exporters.otel.convention;

import java.util.List;
import java.util.regex.Pattern;

/**
 * How statements look in spans and metrics.
 *
 * @param parameters whether bound values become attributes; the trace feature has to keep them as well
 * @param redaction a value in which one of these is found is replaced by a question mark
 * @param textOnMetrics whether metrics have the text of the statement, which makes many series
 * @param transactions whether steps of transactions become events of the span around them
 * @param summaries how many summaries get a series of their own on metrics; the others share one
 */
public record ExportSettings(
        boolean parameters, List<Pattern> redaction, boolean textOnMetrics, boolean transactions, int summaries) {
    /** Card numbers, bearer tokens, JSON web tokens, private keys. */
    public static final List<Pattern> SECRETS = List.of(
            Pattern.compile("(?<!\\d)\\d(?:[ -]?\\d){12,18}(?!\\d)"),
            Pattern.compile("(?i)\\bbearer\\s+\\S"),
            Pattern.compile("\\beyJ[A-Za-z0-9_-]{8,}\\."),
            Pattern.compile("-----BEGIN [A-Z ]*PRIVATE KEY"));

    public static final ExportSettings DEFAULT = new ExportSettings(false, SECRETS, false, true, 200);

    public ExportSettings {
        redaction = List.copyOf(redaction);
    }
}
