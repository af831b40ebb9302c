package dev.covet.instrumentation.drivers.postgresql;

import java.util.Arrays;
import org.postgresql.core.Field;

/**
 * The columns of a result. The driver's own objects belong to the query, which turns them to binary before it is
 * executed again: whether a column was binary is therefore kept apart.
 */
final class PostgresColumns {
    private final FieldInternals internals;
    private final Field[] fields;
    private final boolean[] binary;

    private PostgresColumns(FieldInternals internals, Field[] fields, boolean[] binary) {
        this.internals = internals;
        this.fields = fields;
        this.binary = binary;
    }

    static PostgresColumns of(FieldInternals internals, Field[] fields) {
        boolean[] binary = new boolean[fields.length];
        for (int i = 0; i < fields.length; i++) {
            binary[i] = fields[i].getFormat() == Field.BINARY_FORMAT;
        }
        return new PostgresColumns(internals, fields, binary);
    }

    int count() {
        return binary.length;
    }

    /** Columns count from 0 here. */
    Field field(int column) {
        return fields[column];
    }

    String table(int column) {
        return internals.table(fields[column]);
    }

    boolean isBinary(int column) {
        return binary[column];
    }

    PostgresColumns withoutLast() {
        return new PostgresColumns(
                internals, Arrays.copyOf(fields, fields.length - 1), Arrays.copyOf(binary, binary.length - 1));
    }

    /** The driver's objects for one more result set: it keeps notes in them, so they are not shared. */
    Field[] copy() {
        Field[] copies = new Field[fields.length];
        for (int i = 0; i < copies.length; i++) {
            copies[i] = internals.copy(fields[i], binary[i]);
        }
        return copies;
    }

    /** Whether metadata would say the same of both. */
    boolean describesAs(PostgresColumns other) {
        if (fields.length != other.fields.length) {
            return false;
        }
        if (fields == other.fields) {
            return true;
        }
        for (int i = 0; i < fields.length; i++) {
            if (!same(fields[i], other.fields[i])) {
                return false;
            }
        }
        return true;
    }

    /** Whether values came in the same formats. */
    boolean formatAs(PostgresColumns other) {
        return Arrays.equals(binary, other.binary);
    }

    private boolean same(Field one, Field other) {
        return one.getOID() == other.getOID()
                && one.getMod() == other.getMod()
                && internals.length(one) == internals.length(other)
                && one.getTableOid() == other.getTableOid()
                && one.getPositionInTable() == other.getPositionInTable()
                && one.getColumnLabel().equals(other.getColumnLabel());
    }
}
