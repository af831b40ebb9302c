package dev.covet.exporters.otel.convention;

import dev.covet.optimizer.engine.BoundArray;
import java.time.temporal.TemporalAccessor;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Bound values as text. Only values of the JDK's plain types are shown: no code of the application is called. */
final class ParameterText {
    private static final int LONGEST = 256;

    private final List<Pattern> redaction;

    ParameterText(List<Pattern> redaction) {
        this.redaction = redaction;
    }

    String of(@Nullable Object value) {
        if (value == null) {
            return "NULL";
        }
        if (value instanceof byte[] bytes) {
            return "<" + bytes.length + " bytes>";
        }
        if (value instanceof BoundArray array) {
            return '{' + of(array.element()) + '}';
        }
        if (!isPlain(value)) {
            return "<" + value.getClass().getName() + ">";
        }
        String text = value.toString();
        for (Pattern secret : redaction) {
            if (secret.matcher(text).find()) {
                return "?";
            }
        }
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }

    private static boolean isPlain(Object value) {
        return (value instanceof CharSequence
                        || value instanceof Number
                        || value instanceof Boolean
                        || value instanceof Character
                        || value instanceof TemporalAccessor
                        || value instanceof Date
                        || value instanceof UUID)
                && value.getClass().getName().startsWith("java.");
    }
}
