package dev.covet.instrumentation.drivers.mysql;

import com.mysql.cj.MysqlType;
import com.mysql.cj.result.Field;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads the values of one row in the order they came over the wire. For one thread. */
final class WireReader {
    private static final int NULL_VALUE = -1;

    private final byte[] packet;
    private final Field[] fields;

    /** Of a row in the binary protocol. */
    private final boolean @Nullable [] nulls;

    private int position;
    private int column;

    WireReader(byte[] packet, int position, Field[] fields, boolean @Nullable [] nulls) {
        this.packet = packet;
        this.position = position;
        this.fields = fields;
        this.nulls = nulls;
    }

    byte @Nullable [] next() {
        int length = length();
        if (length == NULL_VALUE) {
            return null;
        }
        byte[] value = Arrays.copyOfRange(packet, position, position + length);
        position += length;
        return value;
    }

    void skip() {
        int length = length();
        position += Math.max(0, length);
    }

    /** Behind what was read last. */
    int position() {
        return position;
    }

    /** Of the next value, which begins at the position afterwards. */
    private int length() {
        int type = fields[column].getMysqlTypeId();
        boolean isNull = nulls != null && (nulls[column] || type == MysqlType.FIELD_TYPE_NULL);
        column++;
        if (isNull) {
            return NULL_VALUE;
        }
        int width = nulls == null ? 0 : width(type);
        return width > 0 ? width : lengthThatIsSent();
    }

    private static int width(int type) {
        return switch (type) {
            case MysqlType.FIELD_TYPE_TINY -> 1;
            case MysqlType.FIELD_TYPE_SHORT, MysqlType.FIELD_TYPE_YEAR -> 2;
            case MysqlType.FIELD_TYPE_LONG, MysqlType.FIELD_TYPE_INT24, MysqlType.FIELD_TYPE_FLOAT -> 4;
            case MysqlType.FIELD_TYPE_LONGLONG, MysqlType.FIELD_TYPE_DOUBLE -> 8;
            default -> 0;
        };
    }

    private int lengthThatIsSent() {
        int length = packet[position++] & 0xFF;
        return switch (length) {
            case 0xFB -> NULL_VALUE;
            case 0xFC -> little(2);
            case 0xFD -> little(3);
            case 0xFE -> little(8);
            default -> length;
        };
    }

    private int little(int width) {
        long sum = 0;
        for (int i = width - 1; i >= 0; i--) {
            sum = (sum << 8) | (packet[position + i] & 0xFF);
        }
        position += width;
        return (int) sum;
    }
}
