package dev.covet.instrumentation.drivers.postgresql;

import dev.covet.optimizer.engine.DriverRows;
import dev.covet.optimizer.engine.RowCodec;
import dev.covet.optimizer.engine.RowFormat;
import dev.covet.optimizer.engine.Rows;
import dev.covet.optimizer.engine.Volley;
import java.sql.CallableStatement;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.Oid;
import org.postgresql.core.Query;
import org.postgresql.core.QueryExecutor;
import org.postgresql.core.TransactionState;
import org.postgresql.jdbc.AutoSave;
import org.postgresql.jdbc.PgResultSet;
import org.postgresql.jdbc.PgStatement;
import org.postgresql.jdbc.PreferQueryMode;
import org.postgresql.util.PGobject;

/** Raw rows of pgjdbc. Made by name, so that a driver that lacks something of this keeps its wrappers. */
public final class PostgresDriverRows implements DriverRows {
    /** Types of whose arrays the driver knows the numbers without asking. */
    private static final Set<String> ARRAYS =
            Set.of("bool", "int2", "int4", "int8", "numeric", "text", "varchar", "bpchar", "date");

    private static final RowFormat BINARY = new RowFormat(true, Integer.MAX_VALUE);

    private final StatementInternals statements;
    private final ResultInternals results;
    private final QueryInternals queries;

    /** Null if this version of the driver has something of it otherwise. */
    private final @Nullable VolleyInternals volleys;

    private final @Nullable RowCodec codec;

    public PostgresDriverRows() throws ReflectiveOperationException {
        this.statements = new StatementInternals();
        this.results = new ResultInternals();
        this.queries = new QueryInternals();
        this.volleys = VolleyInternals.orNull();
        this.codec = codecOrNull(statements);
    }

    private static @Nullable RowCodec codecOrNull(StatementInternals statements) {
        try {
            return new PostgresRowCodec(statements, new FieldInternals());
        } catch (ReflectiveOperationException otherwise) {
            return null;
        }
    }

    @Override
    public @Nullable RowCodec codec() {
        return codec;
    }

    @Override
    public @Nullable Rows of(ResultSet made) {
        return rows(made, true);
    }

    @Override
    public @Nullable Rows window(ResultSet made) {
        return rows(made, false);
    }

    private @Nullable Rows rows(ResultSet made, boolean whole) {
        if (!(made instanceof PgResultSet result) || results.isUpdatable(result)) {
            return null;
        }
        return whole && results.isPartial(result) ? null : results.rows(result, statements);
    }

    @Override
    public @Nullable String refusal(Statement statement) {
        if (!(statement instanceof PgStatement made) || statement instanceof CallableStatement) {
            return "it is not a plain or prepared statement of pgjdbc";
        }
        try {
            return refusal(made);
        } catch (SQLException e) {
            return "the driver does not tell how it is set";
        }
    }

    private @Nullable String refusal(PgStatement statement) throws SQLException {
        BaseConnection connection = (BaseConnection) statement.getConnection();
        if (statement.isClosed() || connection.isClosed()) {
            return "it is closed";
        }
        if (statement.getResultSetConcurrency() != ResultSet.CONCUR_READ_ONLY) {
            return "its rows can be updated";
        }
        if (statement.getFetchDirection() != ResultSet.FETCH_FORWARD) {
            return "it reads in another direction";
        }
        // Of a text that has failed, it is still set.
        if (statement.wantsGeneratedKeysAlways || statements.wantsKeysOnce(statement)) {
            return "it returns generated keys";
        }
        if (connection.getPreferQueryMode() != PreferQueryMode.EXTENDED) {
            return "preferQueryMode is not extended";
        }
        TransactionState state = connection.getTransactionState();
        if (state == TransactionState.FAILED) {
            return "its transaction has failed";
        }
        if (usesCursor(statement, connection, state)) {
            return "it reads by a cursor";
        }
        return statement.isCloseOnCompletion() && statements.hasResult(statement)
                ? "the end of its result closes it"
                : null;
    }

    private static boolean usesCursor(PgStatement statement, BaseConnection connection, TransactionState state)
            throws SQLException {
        return statement.getFetchSize() > 0
                && statement.getResultSetType() == ResultSet.TYPE_FORWARD_ONLY
                && statement.getResultSetHoldability() != ResultSet.HOLD_CURSORS_OVER_COMMIT
                && (!connection.getAutoCommit() || state == TransactionState.OPEN);
    }

    @Override
    public boolean inTransaction(Statement statement) throws SQLException {
        return statement.getConnection() instanceof BaseConnection connection
                && connection.getTransactionState() != TransactionState.IDLE;
    }

    @Override
    public int parameterType(PreparedStatement statement, int position) {
        int[] types = statements.parameterTypes(statement);
        return types == null || position < 1 || position > types.length ? 0 : types[position - 1];
    }

    @Override
    public RowFormat format(PreparedStatement single) {
        Query asked = statements.query(single);
        if (asked == null) {
            return RowFormat.CHANGING;
        }
        try {
            return format((PgStatement) single, asked, statements.types(single));
        } catch (SQLException closed) {
            return RowFormat.CHANGING;
        }
    }

    /** What the server keeps gives binary rows from then on. */
    @Override
    public void ask(PreparedStatement single, boolean binary) throws SQLException {
        if (single instanceof PgStatement made && !statements.isForcedBinary(made)) {
            made.setPrepareThreshold(binary ? 1 : 0);
        }
    }

    /** Each execution of a text makes a new query, of which nothing is known before: only who forces binary asks first. */
    @Override
    public RowFormat formatOfText(Statement plain) {
        return plain instanceof PgStatement made && statements.isForcedBinary(made) ? BINARY : RowFormat.ONLY;
    }

    private RowFormat format(PgStatement single, Query asked, int[] types) throws SQLException {
        boolean forced = statements.isForcedBinary(single);
        if (queries.isPrepared(asked, types, executor(single))) {
            // Else the driver has it described, which may tell it of other types.
            boolean settled = asked.isStatementDescribed() || (!forced && isTyped(types));
            return settled ? BINARY : RowFormat.CHANGING;
        }
        // A server statement for other types is given up.
        if (forced || !queries.isUnnamed(asked)) {
            return RowFormat.CHANGING;
        }
        int threshold = single.getPrepareThreshold();
        if (threshold == 0) {
            return RowFormat.ONLY;
        }
        int left = threshold - 1 - statements.executions(single);
        return left > 0 ? new RowFormat(false, left) : RowFormat.CHANGING;
    }

    private static boolean isTyped(int[] types) {
        for (int type : types) {
            if (type == Oid.UNSPECIFIED) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean alike(PreparedStatement single, PreparedStatement batch) throws SQLException {
        Query asked = withRows(single);
        Query whole = statements.query(batch);
        Query asking = withRows(batch);
        if (asked == null || asking == null || whole == null) {
            return false;
        }
        boolean binary = isBinaryNext((PgStatement) single, asked);
        PgStatement set = (PgStatement) batch;
        if (!binary && statements.isForcedBinary(set)) {
            return false;
        }
        boolean prepared = queries.isPrepared(asking, statements.types(batch), executor(set));
        if (prepared != binary && (prepared || asking.isStatementDescribed())) {
            // Ends its prepared statement at the server, with the next message that is sent anyway.
            whole.close();
        }
        // Who forces binary has the columns described first, which takes a round trip.
        int known = prepared ? 1 : -1;
        set.setPrepareThreshold(binary ? known : 0);
        return true;
    }

    @Override
    public void array(PreparedStatement batch, int position, String type, String literal) throws SQLException {
        if (ARRAYS.contains(type)) {
            PGobject array = new PGobject();
            array.setType("_" + type);
            array.setValue(literal);
            batch.setObject(position, array);
        } else {
            batch.setObject(position, literal, Types.OTHER);
        }
    }

    /** A part with values whose types the server is to find out is described first, so it cannot go with the others. */
    @Override
    public boolean execute(PreparedStatement batch) throws SQLException {
        Query whole = statements.query(batch);
        if (volleys == null || whole == null || statements.isForcedBinary((PgStatement) batch)) {
            return batch.execute();
        }
        Query except = isTyped(statements.types(batch)) ? null : queries.withRows(whole);
        return volleys.atOnce(whole, except, batch::execute);
    }

    @Override
    public boolean volleys(PreparedStatement single) throws SQLException {
        // Savepoints that the driver sets of itself would be rolled back to before anybody else's.
        return volleys != null
                && volleys.isSimple(statements.query(single))
                && statements.text(single) != null
                && ((BaseConnection) single.getConnection()).getQueryExecutor().getAutoSave() == AutoSave.NEVER;
    }

    @Override
    public @Nullable Volley volley(PreparedStatement single, @Nullable String savepoint) throws SQLException {
        Query asked = statements.query(single);
        String text = asked == null ? null : statements.text(single);
        if (volleys == null || asked == null || text == null || !volleys(single)) {
            return null;
        }
        if (statements.isForcedBinary((PgStatement) single) && !asked.isStatementDescribed()) {
            // The driver asks for its columns first; the next execution does that.
            return null;
        }
        boolean binary = isBinaryNext((PgStatement) single, asked);
        BaseConnection connection = (BaseConnection) single.getConnection();
        int flags = (connection.getAutoCommit() ? QueryExecutor.QUERY_SUPPRESS_BEGIN : 0)
                | (connection.hintReadOnly() ? QueryExecutor.QUERY_READ_ONLY_HINT : 0);
        PreparedStatement binding = connection.prepareStatement(text);
        binding.setQueryTimeout(single.getQueryTimeout());
        return new PostgresVolley(
                volleys, statements, results, single, binary ? asked : null, binding, flags, savepoint);
    }

    private @Nullable Query withRows(PreparedStatement statement) {
        Query query = statements.query(statement);
        return query == null ? null : queries.withRows(query);
    }

    /**
     * Binary needs columns that are known before the values are bound: from an earlier execution of the same server
     * statement, or because the driver describes first when told to force it.
     */
    private boolean isBinaryNext(PgStatement statement, Query query) throws SQLException {
        if (statements.isForcedBinary(statement) && !query.isStatementDescribed()) {
            return true;
        }
        return queries.isPrepared(query, statements.types((PreparedStatement) statement), executor(statement));
    }

    private static Object executor(PgStatement statement) throws SQLException {
        return ((BaseConnection) statement.getConnection()).getQueryExecutor();
    }
}
