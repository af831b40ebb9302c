package dev.covet.optimizer.engine;

import java.math.BigDecimal;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Objects;
import java.util.TimeZone;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * All values of one execution, as they were bound. Two are equal if a driver would send the same: the same methods with
 * equal values of the same classes.
 */
public final class BoundKey {
    private static final long MIXING = 0x9E3779B97F4A7C15L;

    private final Parameters parameters;
    private final @Nullable Object[] values;
    private final long number;

    /** By which drivers write dates of JDBC and points in time; null if there is none of them. */
    private final @Nullable TimeZone zone;

    private BoundKey(Parameters parameters, @Nullable Object[] values, @Nullable TimeZone zone) {
        this.parameters = parameters;
        this.values = values;
        this.zone = zone;
        this.number = number(values);
    }

    /** Pairs of small numbers are frequent, and each is to have its own: 1 and 32 another one than 2 and 1. */
    private static long number(@Nullable Object[] values) {
        long number = values.length;
        for (Object value : values) {
            number = (number ^ Objects.hashCode(value)) * MIXING;
            number ^= number >>> 32;
        }
        return number;
    }

    /** Null if a value was bound in a way that cannot be repeated, or can change after it was bound. */
    public static @Nullable BoundKey of(@Nullable Parameters parameters, int expected) {
        if (parameters == null || parameters.count() != expected) {
            return null;
        }
        @Nullable Object[] values = new Object[expected];
        TimeZone zone = null;
        for (int i = 0; i < expected; i++) {
            Object value = parameters.get(i + 1);
            if (parameters.setter(i + 1) == Setter.OTHER || !isFixed(value)) {
                return null;
            }
            values[i] = value;
            zone = zone == null && isZoned(value) ? TimeZone.getDefault() : zone;
        }
        return new BoundKey(parameters, values, zone);
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

    /** Drivers of MySQL and MariaDB write points in time as the JVM's zone has them, too. */
    private static boolean isZoned(@Nullable Object value) {
        return value != null && (isDate(value) || value instanceof Instant || value instanceof OffsetDateTime);
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

    /** By which drivers write dates of JDBC and points in time among them; null if there is none. */
    public @Nullable TimeZone zone() {
        return zone == null ? null : (TimeZone) zone.clone();
    }

    /** One with other values, bound in the same way. */
    public BoundKey with(@Nullable Object[] others) {
        return new BoundKey(parameters, others, zone);
    }

    public @Nullable Object[] values() {
        return values.clone();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        if (!(other instanceof BoundKey key)
                || key.number != number
                || !Arrays.equals(values, key.values)
                || !Objects.equals(zone, key.zone)) {
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
        return (int) number;
    }

    /** Equal keys have the same; others mostly another one. */
    public long number() {
        return number;
    }

    /** Without the values: they may be personal data. */
    @Override
    public String toString() {
        return values.length + " values";
    }
}
