package dev.covet.instrumentation.drivers.mariadb;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigDecimal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds values in rows of the wire, of the text or the binary protocol. Without a state of its own. */
final class RowReader {
    private static final int NULL_VALUE = -1;

    private final MariaDbColumns columns;
    private final boolean binary;

    RowReader(MariaDbColumns columns, boolean binary) {
        this.columns = columns;
        this.binary = binary;
    }

    MariaDbColumns columns() {
        return columns;
    }

    boolean isBinary() {
        return binary;
    }

    /** Bytes of a binary row before its values: a header and a bit for each column. */
    static int head(int columns) {
        return 1 + (columns + 9) / 8;
    }

    /** Where the values of so many columns end. */
    int end(byte[] row, int count) {
        int position = binary ? head(columns.count()) : 0;
        for (int i = 0; i < count; i++) {
            position = after(row, position, i);
        }
        return position;
    }

    private int after(byte[] row, int position, int column) {
        if (!binary) {
            return afterText(row, position);
        }
        if (isNull(row, column)) {
            return position;
        }
        int width = width(column);
        return width > 0 ? position + width : afterText(row, position);
    }

    private static boolean isNull(byte[] row, int column) {
        int bit = column + 2;
        return (row[1 + bit / 8] & (1 << (bit % 8))) != 0;
    }

    /** Of a binary value; 0 if its length comes first. */
    private int width(int column) {
        return switch (columns.type(column)) {
            case BIGINT, DOUBLE -> 8;
            case INTEGER, MEDIUMINT, FLOAT -> 4;
            case SMALLINT, YEAR -> 2;
            case TINYINT -> 1;
            default -> 0;
        };
    }

    /** The position behind a text that begins with its length. */
    static int afterText(byte[] row, int position) {
        return content(row, position) + Math.max(0, length(row, position));
    }

    /** The position behind a length. */
    static int content(byte[] row, int position) {
        return position
                + switch (row[position] & 0xFF) {
                    case 0xFC -> 3;
                    case 0xFD -> 4;
                    case 0xFE -> 9;
                    default -> 1;
                };
    }

    static int length(byte[] row, int position) {
        int first = row[position] & 0xFF;
        return switch (first) {
            case 0xFB -> NULL_VALUE;
            case 0xFC -> (int) little(row, position + 1, 2);
            case 0xFD -> (int) little(row, position + 1, 3);
            case 0xFE -> (int) little(row, position + 1, 8);
            default -> first;
        };
    }

    private static long little(byte[] row, int position, int width) {
        long sum = 0;
        for (int i = width - 1; i >= 0; i--) {
            sum = (sum << 8) | (row[position + i] & 0xFF);
        }
        return sum;
    }

    /** As {@link dev.covet.optimizer.engine.Rows#key}, for a column that counts from 0. */
    @Nullable Object key(byte[] row, int column) {
        int position = end(row, column);
        if (binary && isNull(row, column)) {
            return null;
        }
        int width = binary ? width(column) : 0;
        if (width > 0) {
            return integer(row, position, width, column);
        }
        int length = length(row, position);
        return length == NULL_VALUE ? null : keyInText(row, content(row, position), length, column);
    }

    /** A value of the binary protocol with a width of its own. */
    private @Nullable Long integer(byte[] row, int position, int width, int column) {
        long value = little(row, position, width);
        int unused = 64 - 8 * width;
        return switch (columns.type(column)) {
            case TINYINT, SMALLINT, MEDIUMINT, INTEGER ->
                columns.isUnsigned(column) ? value : (value << unused) >> unused;
            case BIGINT -> columns.isUnsigned(column) && value < 0 ? null : (Long) value;
            default -> null;
        };
    }

    private @Nullable Object keyInText(byte[] row, int position, int length, int column) {
        return switch (columns.type(column)) {
            case TINYINT, SMALLINT, MEDIUMINT, INTEGER, BIGINT -> integerInText(row, position, length);
            case DECIMAL, OLDDECIMAL -> decimal(row, position, length);
            case VARCHAR, VARSTRING, STRING, ENUM, TINYBLOB, BLOB, MEDIUMBLOB, LONGBLOB ->
                text(row, position, length, column);
            default -> null;
        };
    }

    private @Nullable Object text(byte[] row, int position, int length, int column) {
        if (columns.isUuid(column)) {
            return uuid(new String(row, position, length, US_ASCII));
        }
        return columns.isBinary(column) ? null : new String(row, position, length, UTF_8);
    }

    private static @Nullable UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static @Nullable BigDecimal decimal(byte[] row, int position, int length) {
        try {
            return new BigDecimal(new String(row, position, length, US_ASCII));
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** At most 18 characters here, which fit without a check; longer ones by the JDK. */
    private static @Nullable Long integerInText(byte[] row, int position, int length) {
        boolean negative = length > 0 && row[position] == '-';
        int first = negative ? 1 : 0;
        if (length == first || length > 18) {
            return longInText(new String(row, position, length, US_ASCII));
        }
        long sum = 0;
        for (int i = position + first; i < position + length; i++) {
            int digit = row[i] - '0';
            if (digit < 0 || digit > 9) {
                return null;
            }
            sum = sum * 10 + digit;
        }
        return negative ? -sum : sum;
    }

    private static @Nullable Long longInText(String text) {
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
