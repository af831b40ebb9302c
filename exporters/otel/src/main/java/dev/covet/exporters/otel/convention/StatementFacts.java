package dev.covet.exporters.otel.convention;

import dev.covet.optimizer.engine.StatementCall;
import dev.covet.optimizer.sql.SqlText;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;

/**
 * What is the same for each execution of a statement on a target.
 *
 * @param spanName the name of its spans
 * @param inProcess whether the database is inside this process
 * @param span attributes of its spans, within the limits
 * @param total how many there were before the limit
 * @param metric attributes of its metrics when it succeeds
 * @param text as exported; tells statements of the same shape apart
 */
public record StatementFacts(
        String spanName, boolean inProcess, Attributes span, int total, Attributes metric, String text) {
    private static final int LONGEST_SUMMARY = 255;

    static StatementFacts of(
            StatementCall call, Target target, Limits limits, Summaries summaries, boolean metricText) {
        SqlText sql = call.text();
        boolean batch = isBatch(call);
        String summary = summary(sql.summary(), batch, call.batchMixed());
        String procedure = sql.procedure();
        String text = call.batchMixed() ? "" : sql.queryText();
        Attributes common = target.attributes();
        AttributesBuilder span = common.toBuilder();
        AttributesBuilder metric = common.toBuilder();
        if (!summary.isEmpty()) {
            span.put(Keys.DB_QUERY_SUMMARY, summary);
            metric.put(Keys.DB_QUERY_SUMMARY, summaries.limited(summary));
        }
        if (!procedure.isEmpty()) {
            span.put(Keys.DB_PROCEDURE, procedure);
        }
        if (!text.isEmpty()) {
            span.put(Keys.DB_QUERY_TEXT, text);
            if (metricText) {
                metric.put(Keys.DB_QUERY_TEXT, limits.cut(text));
            }
        }
        Attributes all = span.build();
        String name = summary.isEmpty() ? target.nameWithoutSummary(procedure) : summary;
        return new StatementFacts(name, target.inProcess(), limits.apply(all), all.size(), metric.build(), text);
    }

    /** A batch of one is none; an empty one is. */
    static boolean isBatch(StatementCall call) {
        return call.batchSize() >= 0 && call.batchSize() != 1;
    }

    /** Whether nothing is called over a network. */
    public static boolean inProcess(StatementCall call) {
        return Target.of(call).inProcess();
    }

    private static String summary(String single, boolean batch, boolean mixed) {
        if (!batch) {
            return single;
        }
        if (mixed || single.isEmpty()) {
            return "BATCH";
        }
        String summary = "BATCH " + single;
        return summary.length() <= LONGEST_SUMMARY
                ? summary
                : summary.substring(0, Math.max(summary.lastIndexOf(' ', LONGEST_SUMMARY), "BATCH".length()));
    }

    /** Of its texts; the attributes have the statement's cut to the limit once more. */
    long characters() {
        String namespace = span.get(Keys.DB_NAMESPACE);
        return text.length() + 2L * spanName.length() + (namespace == null ? 0 : 2L * namespace.length());
    }
}
