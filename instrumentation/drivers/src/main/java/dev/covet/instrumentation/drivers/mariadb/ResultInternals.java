package dev.covet.instrumentation.drivers.mariadb;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.mariadb.jdbc.client.ColumnDecoder;
import org.mariadb.jdbc.client.result.Result;
import org.mariadb.jdbc.client.result.rowdecoder.BinaryRowDecoder;
import org.mariadb.jdbc.client.result.rowdecoder.RowDecoder;

/** What a result set of this driver keeps to itself. Can be made only if all of it is there. */
final class ResultInternals {
    private final VarHandle data;
    private final VarHandle dataSize;
    private final VarHandle closed;
    private final VarHandle columns;
    private final VarHandle decoder;
    private final ColumnInternals definitions = new ColumnInternals();

    ResultInternals() throws ReflectiveOperationException {
        MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(Result.class, MethodHandles.lookup());
        data = lookup.findVarHandle(Result.class, "data", byte[][].class);
        dataSize = lookup.findVarHandle(Result.class, "dataSize", int.class);
        closed = lookup.findVarHandle(Result.class, "closed", boolean.class);
        columns = lookup.findVarHandle(Result.class, "metadataList", ColumnDecoder[].class);
        decoder = lookup.findVarHandle(Result.class, "rowDecoder", RowDecoder.class);
    }

    /** What it has in memory. The driver's array is not written to again, except by one that streams. */
    @Nullable MariaDbRows rows(Result result, StatementInternals statements) {
        try {
            if ((boolean) closed.get(result) || ((ResultSet) result).getStatement() == null) {
                return null;
            }
        } catch (SQLException e) {
            return null;
        }
        byte[][] rows = (byte[][]) data.get(result);
        int size = (int) dataSize.get(result);
        byte[][] kept = result.streaming() ? Arrays.copyOf(rows, size) : rows;
        boolean binary = (RowDecoder) decoder.get(result) instanceof BinaryRowDecoder;
        return rows((ColumnDecoder[]) columns.get(result), binary, kept, size, statements);
    }

    /** Rows that are not written to again. Null if the driver has made the columns itself. */
    @Nullable MariaDbRows rows(
            ColumnDecoder[] described, boolean binary, byte[][] held, int size, StatementInternals statements) {
        MariaDbColumns known = MariaDbColumns.of(definitions, described);
        return known == null ? null : new MariaDbRows(this, statements, new RowReader(known, binary), held, size);
    }

    /** Gives rows to a result that was made without. */
    void fill(Result made, byte[][] rows) {
        data.set(made, rows);
        dataSize.set(made, rows.length);
    }
}
