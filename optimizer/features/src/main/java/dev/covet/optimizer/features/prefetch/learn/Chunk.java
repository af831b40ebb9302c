package dev.covet.optimizer.features.prefetch.learn;

import dev.covet.optimizer.engine.BoundKey;
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

    /** Whether one of the rows has all these values. */
    boolean hasRowOf(BoundKey key) {
        for (int row = 0; row < rows.size(); row++) {
            boolean all = true;
            for (int position = 1; position <= key.count() && all; position++) {
                all = has(row, key.value(position));
            }
            if (all) {
                return true;
            }
        }
        return false;
    }

    private boolean has(int row, @Nullable Object value) {
        for (int column = 1; column <= rows.columns(); column++) {
            Object found = rows.key(row, column);
            if (found != null && KeyValues.matches(value, found)) {
                return true;
            }
        }
        return false;
    }

    int parameters() {
        return asked == null ? 0 : asked.count();
    }
}
