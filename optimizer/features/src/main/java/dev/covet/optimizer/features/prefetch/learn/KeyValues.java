package dev.covet.optimizer.features.prefetch.learn;

import dev.covet.optimizer.engine.BoundArray;
import dev.covet.optimizer.engine.BoundKey;
import java.math.BigDecimal;
import java.sql.Date;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How values that were bound compare with values that were found in columns. */
final class KeyValues {
    private static final int RARE_LENGTH = 16;
    private static final long RARE_NUMBER = 1_000_000;

    /** Of a long. */
    private static final int MOST_DIGITS = 19;

    private KeyValues() {}

    /** A value that was found in a column as this application would bind it, or null if it would not. */
    static @Nullable Object as(Object found, @Nullable Object like) {
        if (like instanceof BoundArray array) {
            Object element = as(found, array.element());
            return element == null ? null : array.with(element);
        }
        if (like instanceof BigDecimal) {
            return found instanceof Long whole ? BigDecimal.valueOf(whole) : found instanceof BigDecimal ? found : null;
        }
        if (found instanceof LocalDate day && like instanceof Date) {
            return Date.valueOf(day);
        }
        if (found instanceof Long whole) {
            if (like instanceof Integer) {
                return whole == whole.intValue() ? whole.intValue() : null;
            }
            if (like instanceof Short) {
                return whole == whole.shortValue() ? whole.shortValue() : null;
            }
        }
        return like != null && like.getClass() == found.getClass() ? found : null;
    }

    /** Whether a bound value may have come from this one. */
    static boolean matches(@Nullable Object bound, Object found) {
        Object same = as(found, bound);
        if (same instanceof BigDecimal one && bound instanceof BigDecimal other) {
            return one.compareTo(other) == 0;
        }
        return same != null && same.equals(bound);
    }

    /** A form in which values that {@link #matches match} are equal; others may be, too. */
    static @Nullable Object comparable(@Nullable Object value) {
        if (value instanceof Integer || value instanceof Short) {
            return ((Number) value).longValue();
        }
        if (value instanceof BigDecimal number) {
            BigDecimal plain = number.stripTrailingZeros();
            boolean whole = plain.scale() <= 0
                    && plain.precision() - plain.scale() <= MOST_DIGITS
                    && plain.toBigInteger().bitLength() < Long.SIZE;
            return whole ? (Object) plain.longValue() : plain;
        }
        return value;
    }

    /** Whether a value of it is not found by chance in another column: no small number and no short text. */
    static boolean isRare(BoundKey key, Mapping mapping) {
        for (int position = 1; position <= key.count(); position++) {
            Object value = key.value(position);
            boolean rare = value instanceof UUID
                    || (value instanceof String text && text.length() >= RARE_LENGTH)
                    || (value instanceof Long number && Math.abs(number) >= RARE_NUMBER);
            if (rare && mapping.varies(position)) {
                return true;
            }
        }
        return false;
    }
}
