package dev.covet.instrumentation.drivers.mysql;

import com.mysql.cj.MysqlType;
import com.mysql.cj.result.Field;
import java.util.Objects;

/** The columns of a result. The driver's objects do not change. Columns count from 0 here. */
final class MysqlColumns {
    private static final int BINARY_COLLATION = 63;

    private final Field[] fields;

    MysqlColumns(Field[] fields) {
        this.fields = fields;
    }

    Field[] fields() {
        return fields;
    }

    int count() {
        return fields.length;
    }

    Field field(int column) {
        return fields[column];
    }

    /** Bytes and not text. */
    static boolean isBinary(Field field) {
        return field.getCollationIndex() == BINARY_COLLATION;
    }

    /** Whether metadata would say the same of both. */
    boolean describesAs(MysqlColumns other) {
        if (fields.length != other.fields.length) {
            return false;
        }
        for (int i = 0; i < fields.length; i++) {
            Field one = fields[i];
            Field two = other.fields[i];
            if (one != two && !(sameNames(one, two) && sameType(one, two))) {
                return false;
            }
        }
        return true;
    }

    private static boolean sameNames(Field one, Field other) {
        return Objects.equals(one.getName(), other.getName())
                && Objects.equals(one.getOriginalName(), other.getOriginalName())
                && Objects.equals(one.getTableName(), other.getTableName())
                && Objects.equals(one.getOriginalTableName(), other.getOriginalTableName())
                && Objects.equals(one.getDatabaseName(), other.getDatabaseName());
    }

    private static boolean sameType(Field one, Field other) {
        return one.getMysqlTypeId() == other.getMysqlTypeId()
                && one.getMysqlType() == other.getMysqlType()
                && one.getFlags() == other.getFlags()
                && one.getLength() == other.getLength()
                && one.getDecimals() == other.getDecimals()
                && one.getCollationIndex() == other.getCollationIndex();
    }

    /**
     * Whether the bytes of a value mean the same, wherever the column comes from and whatever it is called. The last
     * column of these is left out.
     */
    boolean withoutLastDecodesAs(MysqlColumns other) {
        if (fields.length != other.fields.length + 1) {
            return false;
        }
        for (int i = 0; i < other.fields.length; i++) {
            if (!decodesAs(fields[i], other.fields[i])) {
                return false;
            }
        }
        return true;
    }

    private static boolean decodesAs(Field one, Field other) {
        int kind = kind(one.getMysqlTypeId());
        if (kind != kind(other.getMysqlTypeId()) || isBinary(one) != isBinary(other)) {
            return false;
        }
        return switch (kind) {
            case MysqlType.FIELD_TYPE_VAR_STRING -> Objects.equals(one.getEncoding(), other.getEncoding());
            case MysqlType.FIELD_TYPE_YEAR, MysqlType.FIELD_TYPE_GEOMETRY -> true;
            case MysqlType.FIELD_TYPE_DATETIME, MysqlType.FIELD_TYPE_DATE, MysqlType.FIELD_TYPE_TIME ->
                one.getDecimals() == other.getDecimals();
            case MysqlType.FIELD_TYPE_BIT -> one.getLength() == other.getLength();
            default -> one.getDecimals() == other.getDecimals() && sameNumbers(one, other);
        };
    }

    /** Types whose values are sent in the same way: what the server makes of one when it keeps it for a while. */
    private static int kind(int type) {
        return switch (type) {
            case MysqlType.FIELD_TYPE_VARCHAR,
                    MysqlType.FIELD_TYPE_STRING,
                    MysqlType.FIELD_TYPE_ENUM,
                    MysqlType.FIELD_TYPE_SET,
                    MysqlType.FIELD_TYPE_JSON,
                    MysqlType.FIELD_TYPE_TINY_BLOB,
                    MysqlType.FIELD_TYPE_BLOB,
                    MysqlType.FIELD_TYPE_MEDIUM_BLOB,
                    MysqlType.FIELD_TYPE_LONG_BLOB -> MysqlType.FIELD_TYPE_VAR_STRING;
            case MysqlType.FIELD_TYPE_TIMESTAMP -> MysqlType.FIELD_TYPE_DATETIME;
            default -> type;
        };
    }

    /** With ZEROFILL the server sends the zeros, as many as the column is long. */
    private static boolean sameNumbers(Field one, Field other) {
        return one.isUnsigned() == other.isUnsigned()
                && one.isZeroFill() == other.isZeroFill()
                && (!one.isZeroFill() || one.getLength() == other.getLength());
    }
}
