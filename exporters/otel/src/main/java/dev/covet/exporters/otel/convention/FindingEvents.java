package dev.covet.exporters.otel.convention;

import dev.covet.optimizer.engine.signal.FindingSignal;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import java.util.Locale;

/** A finding as an event of the span of the request or task it was made in. */
public final class FindingEvents {
    public static final String NAME = "covet.finding";

    static final AttributeKey<String> KIND = AttributeKey.stringKey("covet.finding.kind");

    private static final double NANOS = 1e9;

    private FindingEvents() {}

    public static Attributes attributes(FindingSignal finding) {
        AttributesBuilder attributes = Attributes.builder()
                .put(KIND, kind(finding))
                .put(Keys.DB_QUERY_SUMMARY, finding.inner().summary())
                .put("covet.finding.executions", (long) finding.executions())
                .put("covet.finding.served", (long) finding.served())
                .put("covet.finding.lost", finding.lostNanos() / NANOS)
                .put("covet.finding.advice", finding.advice());
        if (finding.outer() != null) {
            attributes.put(Keys.OUTER_SUMMARY, finding.outer().summary());
        }
        put(attributes, "covet.finding.mapping", finding.mapping());
        put(attributes, "code.function.name", finding.callSite());
        put(attributes, "covet.finding.blocked", finding.blocked());
        return attributes.build();
    }

    private static void put(AttributesBuilder attributes, String key, String value) {
        if (!value.isEmpty()) {
            attributes.put(key, value);
        }
    }

    static String kind(FindingSignal finding) {
        return finding.kind().name().toLowerCase(Locale.ROOT);
    }
}
