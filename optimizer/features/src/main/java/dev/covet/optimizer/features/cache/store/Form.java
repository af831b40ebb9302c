package dev.covet.optimizer.features.cache.store;

import dev.covet.optimizer.engine.DriverRows;
import dev.covet.optimizer.engine.RowFormat;
import dev.covet.optimizer.engine.StatementCall;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** In what form an execution would be sent, and get its rows. */
public final class Form {
    private static final int[] UNTYPED = {};

    private final boolean prepared;
    private final boolean binary;
    private final int mostRows;
    private final int[] types;

    private Form(boolean prepared, boolean binary, int mostRows, int[] types) {
        this.prepared = prepared;
        this.binary = binary;
        this.mostRows = mostRows;
        this.types = types;
    }

    /** One in which the server finds out all types. */
    public static Form untyped(boolean prepared, boolean binary, int mostRows) {
        return new Form(prepared, binary, mostRows, UNTYPED);
    }

    /** Null if this execution has to be sent, or its statement cannot give rows that were kept. */
    public static @Nullable Form of(StatementCall call) {
        DriverRows rows = call.session().rows();
        Statement statement = call.statement();
        if (statement == null || call.wantsKeys() || rows.refusal(statement) != null) {
            return null;
        }
        PreparedStatement single = statement instanceof PreparedStatement made ? made : null;
        if (call.prepared() != (single != null) || (single == null && isRewritten(call))) {
            return null;
        }
        RowFormat format = single == null ? rows.formatOfText(statement) : rows.format(single);
        if (!format.lasts()) {
            return null;
        }
        try {
            // What a transaction sees that began where nobody here saw it, nobody knows.
            if (!call.session().transaction().active() && rows.inTransaction(statement)) {
                return null;
            }
            int[] types =
                    single == null ? UNTYPED : types(rows, single, call.text().parameterCount());
            return new Form(single != null, format.binary(), statement.getMaxRows(), types);
        } catch (SQLException closed) {
            return null;
        }
    }

    /** What stands in braces means another thing if {@link Statement#setEscapeProcessing} is off. */
    private static boolean isRewritten(StatementCall call) {
        return call.text().sql().indexOf('{') >= 0;
    }

    /** The types that the values are sent with: a driver may be set to leave them to the server, or keep those of before. */
    private static int[] types(DriverRows rows, PreparedStatement single, int count) {
        int[] types = UNTYPED;
        for (int position = 1; position <= count; position++) {
            int type = rows.parameterType(single, position);
            if (type != 0) {
                types = types.length == 0 ? new int[count] : types;
                types[position - 1] = type;
            }
        }
        return types;
    }

    /** Whether the statement was prepared; a text that is executed at once else. */
    public boolean prepared() {
        return prepared;
    }

    /** The format of the driver's rows. */
    public boolean binary() {
        return binary;
    }

    /** Of {@link Statement#setMaxRows}. */
    public int mostRows() {
        return mostRows;
    }

    /** As the server numbers it; 0 if it is to find out. */
    public int type(int position) {
        return types.length == 0 ? 0 : types[position - 1];
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Form form
                && prepared == form.prepared
                && binary == form.binary
                && mostRows == form.mostRows
                && Arrays.equals(types, form.types);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(types) + 4 * mostRows + (prepared ? 2 : 0) + (binary ? 1 : 0);
    }

    @Override
    public String toString() {
        return (prepared ? "prepared" : "text") + (binary ? ", binary" : "") + ", " + mostRows + " rows";
    }
}
