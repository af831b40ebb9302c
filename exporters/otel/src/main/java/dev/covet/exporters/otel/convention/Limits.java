package dev.covet.exporters.otel.convention;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;

/**
 * How much a span may hold.
 *
 * @param count attributes
 * @param length characters of a text
 * @param events of a span
 */
public record Limits(int count, int length, int events) {
    /** Longer statements are cut in any case: 16 Ki characters tell what a statement is. */
    private static final int LONGEST = 16_384;

    public static final Limits DEFAULT = new Limits(128, LONGEST, 128);

    public Limits {
        length = Math.min(length, LONGEST);
    }

    String cut(String text) {
        return text.length() <= length ? text : text.substring(0, length);
    }

    /** The same attributes within the limits. */
    @SuppressWarnings("unchecked")
    public Attributes apply(Attributes attributes) {
        AttributesBuilder within = Attributes.builder();
        int[] left = {count};
        attributes.forEach((key, value) -> {
            if (left[0]-- > 0) {
                within.put((AttributeKey<Object>) key, value instanceof String text ? cut(text) : value);
            }
        });
        return within.build();
    }
}
