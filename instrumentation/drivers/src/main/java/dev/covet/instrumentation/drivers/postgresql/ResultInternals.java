package dev.covet.instrumentation.drivers.postgresql;

import dev.covet.optimizer.engine.Rows;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.Field;
import org.postgresql.core.ResultCursor;
import org.postgresql.core.Tuple;
import org.postgresql.jdbc.PgResultSet;

/** What a result set of pgjdbc keeps to itself. Can be made only if all of it is there. */
final class ResultInternals {
    private final VarHandle rows;
    private final VarHandle rowOffset;
    private final VarHandle cursor;
    private final VarHandle fields;
    private final FieldInternals columns = new FieldInternals();

    ResultInternals() throws ReflectiveOperationException {
        MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(PgResultSet.class, MethodHandles.lookup());
        rows = lookup.findVarHandle(PgResultSet.class, "rows", List.class);
        rowOffset = lookup.findVarHandle(PgResultSet.class, "rowOffset", int.class);
        cursor = lookup.findVarHandle(PgResultSet.class, "cursor", ResultCursor.class);
        fields = lookup.findVarHandle(PgResultSet.class, "fields", Field[].class);
    }

    /** Whether the application could change its rows. True of a closed one, too. */
    boolean isUpdatable(PgResultSet result) {
        try {
            return result.getConcurrency() != ResultSet.CONCUR_READ_ONLY;
        } catch (SQLException e) {
            return true;
        }
    }

    boolean isPartial(PgResultSet result) {
        return cursor.get(result) != null || (int) rowOffset.get(result) != 0;
    }

    /** The rows it has in memory; null if it is closed. */
    @Nullable Rows rows(PgResultSet result, StatementInternals statements) {
        @SuppressWarnings("unchecked")
        List<Tuple> held = (List<Tuple>) rows.get(result);
        return held == null ? null : rows((Field[]) fields.get(result), held, statements);
    }

    /** Rows that nobody else has. */
    Rows rows(Field[] described, List<Tuple> held, StatementInternals statements) {
        return new PostgresRows(statements, PostgresColumns.of(columns, described), held, held.size());
    }
}
