package dev.covet.optimizer.features.prefetch.learn;

import dev.covet.optimizer.engine.BoundArray;
import dev.covet.optimizer.engine.Parameters;
import dev.covet.optimizer.engine.Setter;
import java.math.BigDecimal;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * All values of one execution, as they were bound. Two are equal if a driver would send the same: the same methods with
 * equal values of the same classes.
 */
public final class BoundKey {
    private static final int RARE_LENGTH = 16;
    private static final long RARE_NUMBER = 1_000_000;

    /** Of a long. */
    private static final int MOST_DIGITS = 19;

    private final Parameters parameters;
    private final @Nullable Object[] values;
    private final int hash;

    private BoundKey(Parameters parameters, @Nullable Object[] values) {
        this.parameters = parameters;
        this.values = values;
        this.hash = Arrays.hashCode(values);
    }

    /** Null if a value was bound in a way that cannot be repeated, or can change after it was bound. */
    public static @Nullable BoundKey of(@Nullable Parameters parameters, int expected) {
        if (parameters == null || parameters.count() != expected) {
            return null;
        }
        @Nullable Object[] values = new Object[expected];
        for (int i = 0; i < expected; i++) {
            Object value = parameters.get(i + 1);
            if (parameters.setter(i + 1) == Setter.OTHER || !isFixed(value)) {
                return null;
            }
            values[i] = value;
        }
        return new BoundKey(parameters, values);
    }

    private static boolean isFixed(@Nullable Object value) {
        return value == null
                || value instanceof Long
                || value instanceof Integer
                || value instanceof Short
                || value instanceof String
                || value instanceof UUID
                || value instanceof Boolean
                || value instanceof BoundArray
                || value instanceof LocalDate
                || value instanceof LocalDateTime
                || value instanceof OffsetDateTime
                || value instanceof Instant
                || value.getClass() == BigDecimal.class
                || isDate(value);
    }

    /** Those that {@link Parameters} copies: nobody else can change them. */
    private static boolean isDate(Object value) {
        return value.getClass() == Date.class || value.getClass() == Timestamp.class;
    }

    public int count() {
        return values.length;
    }

    /** The value, by the position of JDBC. */
    public @Nullable Object value(int position) {
        return values[position - 1];
    }

    /** How the values were bound. */
    public Parameters parameters() {
        return parameters;
    }

    /** One with other values, bound in the same way. */
    public BoundKey with(@Nullable Object[] others) {
        return new BoundKey(parameters, others);
    }

    public @Nullable Object[] values() {
        return values.clone();
    }

    /** A value that was found in a column as this application would bind it, or null if it would not. */
    public static @Nullable Object as(Object found, @Nullable Object like) {
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
    public boolean isRare(Mapping mapping) {
        for (int position = 1; position <= values.length; position++) {
            Object value = values[position - 1];
            boolean rare = value instanceof UUID
                    || (value instanceof String text && text.length() >= RARE_LENGTH)
                    || (value instanceof Long number && Math.abs(number) >= RARE_NUMBER);
            if (rare && mapping.varies(position)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        if (!(other instanceof BoundKey key) || key.hash != hash || !Arrays.equals(values, key.values)) {
            return false;
        }
        for (int i = 1; i <= values.length; i++) {
            if (!parameters.sameWay(key.parameters, i)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int hashCode() {
        return hash;
    }

    /** Without the values: they may be personal data. */
    @Override
    public String toString() {
        return values.length + " values";
    }
}
