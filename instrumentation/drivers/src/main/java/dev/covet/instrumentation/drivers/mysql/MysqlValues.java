package dev.covet.instrumentation.drivers.mysql;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.mysql.cj.MysqlType;
import com.mysql.cj.result.Field;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/** Values of MySQL's text and binary protocols. */
final class MysqlValues {
    private MysqlValues() {}

    /** As {@link dev.covet.optimizer.engine.Rows#key}. */
    static @Nullable Object key(byte[] value, Field field, boolean binary) {
        return switch (field.getMysqlTypeId()) {
            case MysqlType.FIELD_TYPE_TINY,
                    MysqlType.FIELD_TYPE_SHORT,
                    MysqlType.FIELD_TYPE_INT24,
                    MysqlType.FIELD_TYPE_LONG,
                    MysqlType.FIELD_TYPE_LONGLONG -> binary ? integer(value, field) : integerInText(value);
            case MysqlType.FIELD_TYPE_DECIMAL, MysqlType.FIELD_TYPE_NEWDECIMAL -> decimal(value);
            case MysqlType.FIELD_TYPE_VARCHAR,
                    MysqlType.FIELD_TYPE_VAR_STRING,
                    MysqlType.FIELD_TYPE_STRING,
                    MysqlType.FIELD_TYPE_ENUM,
                    MysqlType.FIELD_TYPE_TINY_BLOB,
                    MysqlType.FIELD_TYPE_BLOB,
                    MysqlType.FIELD_TYPE_MEDIUM_BLOB,
                    MysqlType.FIELD_TYPE_LONG_BLOB -> text(value, field);
            default -> null;
        };
    }

    private static @Nullable Long integer(byte[] value, Field field) {
        long sum = 0;
        for (int i = value.length - 1; i >= 0; i--) {
            sum = (sum << 8) | (value[i] & 0xFF);
        }
        if (field.isUnsigned()) {
            return sum < 0 ? null : (Long) sum;
        }
        int unused = 64 - 8 * value.length;
        return (sum << unused) >> unused;
    }

    private static @Nullable Long integerInText(byte[] value) {
        try {
            return Long.valueOf(new String(value, US_ASCII));
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static @Nullable BigDecimal decimal(byte[] value) {
        try {
            return new BigDecimal(new String(value, US_ASCII));
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** The server sends text in the character set of the column. */
    private static @Nullable String text(byte[] value, Field field) {
        String encoding = field.getEncoding();
        if (MysqlColumns.isBinary(field) || encoding == null) {
            return null;
        }
        try {
            return new String(value, Charset.forName(encoding));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
