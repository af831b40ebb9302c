package dev.covet.instrumentation.drivers.mariadb;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.mariadb.jdbc.client.ColumnDecoder;
import org.mariadb.jdbc.client.Context;
import org.mariadb.jdbc.client.DataType;

/** The columns of a result, as the server has described them. Columns count from 0 here. */
final class MariaDbColumns {
    private static final int UNSIGNED = 32;
    private static final int ZEROFILL = 64;
    private static final int TABLE = 3;
    private static final int LABEL = 4;

    private final ColumnInternals internals;
    private final ColumnDecoder[] columns;

    private MariaDbColumns(ColumnInternals internals, ColumnDecoder[] columns) {
        this.internals = internals;
        this.columns = columns;
    }

    /** Null if the driver has made the columns itself. */
    static @Nullable MariaDbColumns of(ColumnInternals internals, ColumnDecoder[] columns) {
        for (ColumnDecoder column : columns) {
            if (internals.definition(column) == null) {
                return null;
            }
        }
        return new MariaDbColumns(internals, columns);
    }

    int count() {
        return columns.length;
    }

    DataType type(int column) {
        return columns[column].getType();
    }

    boolean isUnsigned(int column) {
        return (columns[column].getFlags() & UNSIGNED) != 0;
    }

    /** Bytes and not text. */
    boolean isBinary(int column) {
        return columns[column].isBinary();
    }

    boolean isUuid(int column) {
        return columns[column].getClass().getSimpleName().equals("UuidColumn");
    }

    String label(int column) {
        return text(column, LABEL);
    }

    String table(int column) {
        return text(column, TABLE);
    }

    /** The description begins with texts: catalog, schema, alias of the table, table, label, name. */
    private String text(int column, int index) {
        byte[] definition = definition(column);
        int position = 0;
        for (int i = 0; i < index; i++) {
            position = RowReader.afterText(definition, position);
        }
        int length = RowReader.length(definition, position);
        return new String(definition, RowReader.content(definition, position), Math.max(0, length), UTF_8);
    }

    /** All that the server has said of a column. Not a copy. */
    byte[] definition(int column) {
        byte[] definition = internals.definition(columns[column]);
        if (definition == null) {
            throw new IllegalStateException("a column without a description");
        }
        return definition;
    }

    /** The driver's objects for one more result set. */
    ColumnDecoder[] decoders(Context context) {
        ColumnDecoder[] made = new ColumnDecoder[columns.length];
        for (int i = 0; i < made.length; i++) {
            made[i] = internals.decode(definition(i), context);
        }
        return made;
    }

    MariaDbColumns withoutLast() {
        return new MariaDbColumns(internals, Arrays.copyOf(columns, columns.length - 1));
    }

    /** Whether metadata would say the same of both. */
    boolean describesAs(MariaDbColumns other) {
        if (columns.length != other.columns.length) {
            return false;
        }
        for (int i = 0; i < columns.length; i++) {
            if (columns[i] != other.columns[i] && !Arrays.equals(definition(i), other.definition(i))) {
                return false;
            }
        }
        return true;
    }

    /** Whether the bytes of a value mean the same, wherever the column comes from and whatever it is called. */
    boolean decodesAs(MariaDbColumns other) {
        if (columns.length != other.columns.length) {
            return false;
        }
        for (int i = 0; i < columns.length; i++) {
            if (!decodesAs(columns[i], other.columns[i])) {
                return false;
            }
        }
        return true;
    }

    private static boolean decodesAs(ColumnDecoder one, ColumnDecoder other) {
        DataType kind = kind(one.getType());
        if (kind != kind(other.getType()) || one.isBinary() != other.isBinary()) {
            return false;
        }
        return switch (kind) {
            case VARSTRING, YEAR, GEOMETRY -> true;
            case DATETIME, DATE, NEWDATE, TIME -> one.getDecimals() == other.getDecimals();
            case BIT -> one.getColumnLength() == other.getColumnLength();
            default -> one.getDecimals() == other.getDecimals() && sameNumbers(one, other);
        };
    }

    /** Types whose values are sent in the same way: what the server makes of one when it keeps it for a while. */
    private static DataType kind(DataType type) {
        return switch (type) {
            case VARCHAR, STRING, ENUM, SET, JSON, TINYBLOB, BLOB, MEDIUMBLOB, LONGBLOB -> DataType.VARSTRING;
            case TIMESTAMP -> DataType.DATETIME;
            default -> type;
        };
    }

    /** With ZEROFILL the server sends the zeros, as many as the column is long. */
    private static boolean sameNumbers(ColumnDecoder one, ColumnDecoder other) {
        boolean filled = (one.getFlags() & ZEROFILL) != 0;
        int different = one.getFlags() ^ other.getFlags();
        return (different & (UNSIGNED | ZEROFILL)) == 0
                && (!filled || one.getColumnLength() == other.getColumnLength());
    }
}
