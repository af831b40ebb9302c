package dev.covet.optimizer.features.prefetch.learn;

import dev.covet.optimizer.engine.Rows;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What one execution has answered, and the values it was asked with. */
record Chunk(Rows rows, @Nullable BoundKey asked) {
    /** A bound value in the form in which columns give theirs. */
    @Nullable Object parameter(int position) {
        if (asked == null || position > asked.count()) {
            return null;
        }
        Object value = asked.value(position);
        if (value instanceof Number number && !(value instanceof BigDecimal)) {
            return number.longValue();
        }
        return value instanceof Boolean ? null : value;
    }

    int parameters() {
        return asked == null ? 0 : asked.count();
    }
}
