package dev.covet.instrumentation.drivers.postgresql;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.Field;
import org.postgresql.core.Oid;
import org.postgresql.util.ByteConverter;
import org.postgresql.util.PGbytea;

/** Values as PostgreSQL sends them, in text and in binary. */
final class PostgresValues {
    private PostgresValues() {}

    /** As {@link dev.covet.optimizer.engine.Rows#key}. */
    static @Nullable Object key(byte[] value, Field field, boolean binary) {
        return switch (field.getOID()) {
            case Oid.INT2, Oid.INT4, Oid.INT8 -> binary ? integer(value) : integerInText(value);
            case Oid.TEXT, Oid.VARCHAR, Oid.BPCHAR -> new String(value, UTF_8);
            case Oid.UUID -> binary ? uuid(value) : uuidInText(value);
            case Oid.NUMERIC -> binary ? numeric(value) : numericInText(value);
            case Oid.DATE -> PostgresTimes.date(value, binary);
            default -> isCitext(field) ? new String(value, UTF_8) : null;
        };
    }

    /** A type of an extension has a number of each database's own; its name is known once the application used it. */
    private static boolean isCitext(Field field) {
        return field.isTypeInitialized() && "citext".equals(field.getPGType());
    }

    private static @Nullable Long integer(byte[] value) {
        return switch (value.length) {
            case 2 -> (long) ByteConverter.int2(value, 0);
            case 4 -> (long) ByteConverter.int4(value, 0);
            case 8 -> ByteConverter.int8(value, 0);
            default -> null;
        };
    }

    /** At most 18 digits here, which fit without a check; longer ones by the JDK. */
    private static @Nullable Long integerInText(byte[] value) {
        boolean negative = value.length > 0 && value[0] == '-';
        int first = negative ? 1 : 0;
        if (value.length == first || value.length > 18) {
            return longInText(value);
        }
        long sum = 0;
        for (int i = first; i < value.length; i++) {
            int digit = value[i] - '0';
            if (digit < 0 || digit > 9) {
                return null;
            }
            sum = sum * 10 + digit;
        }
        return negative ? -sum : sum;
    }

    private static @Nullable Long longInText(byte[] value) {
        try {
            return Long.valueOf(new String(value, US_ASCII));
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static @Nullable UUID uuid(byte[] value) {
        return value.length == 16 ? new UUID(ByteConverter.int8(value, 0), ByteConverter.int8(value, 8)) : null;
    }

    private static @Nullable UUID uuidInText(byte[] value) {
        try {
            return UUID.fromString(new String(value, US_ASCII));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** Not a number and infinity are no keys. */
    private static @Nullable BigDecimal numeric(byte[] value) {
        return ByteConverter.numeric(value) instanceof BigDecimal number ? number : null;
    }

    private static @Nullable BigDecimal numericInText(byte[] value) {
        try {
            return new BigDecimal(new String(value, US_ASCII));
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** Whether an application reads the same from both formats. False of types that are not understood here. */
    static boolean same(Field field, byte[] binary, byte[] text) {
        Object key = key(binary, field, true);
        if (key != null) {
            return key.equals(key(text, field, false));
        }
        try {
            return sameOther(field.getOID(), binary, text);
        } catch (SQLException | NumberFormatException | DateTimeException e) {
            return false;
        }
    }

    private static boolean sameOther(int type, byte[] binary, byte[] text) throws SQLException {
        return switch (type) {
            case Oid.BOOL -> text.length == 1 && (text[0] == 't') == (binary[0] == 1);
            case Oid.BYTEA -> Arrays.equals(binary, PGbytea.toBytes(text));
            case Oid.FLOAT4 ->
                Float.compare(ByteConverter.float4(binary, 0), Float.parseFloat(new String(text, US_ASCII))) == 0;
            case Oid.FLOAT8 ->
                Double.compare(ByteConverter.float8(binary, 0), Double.parseDouble(new String(text, US_ASCII))) == 0;
            case Oid.NUMERIC -> ByteConverter.numeric(binary).toString().equals(new String(text, US_ASCII));
            case Oid.DATE, Oid.TIME, Oid.TIMETZ, Oid.TIMESTAMP, Oid.TIMESTAMPTZ ->
                PostgresTimes.same(type, binary, new String(text, US_ASCII));
            default -> false;
        };
    }
}
