package dev.covet.instrumentation.drivers.mariadb;

import dev.covet.optimizer.engine.DriverRows;
import dev.covet.optimizer.engine.RowCodec;
import dev.covet.optimizer.engine.RowFormat;
import dev.covet.optimizer.engine.Rows;
import java.sql.CallableStatement;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.mariadb.jdbc.ServerPreparedStatement;
import org.mariadb.jdbc.client.result.CompleteResult;
import org.mariadb.jdbc.client.result.Result;
import org.mariadb.jdbc.client.result.StreamingResult;
import org.mariadb.jdbc.util.constants.ServerStatus;

/** Raw rows of MariaDB Connector/J. Made by name, so that a driver that lacks something of this keeps its wrappers. */
public final class MariaDbDriverRows implements DriverRows {
    private final ResultInternals results = new ResultInternals();
    private final StatementInternals statements = new StatementInternals();

    /** Null if this version of the driver has something of it otherwise. */
    private final @Nullable RowCodec codec = codecOrNull(results, statements);

    /** Fails if the driver lacks something. */
    public MariaDbDriverRows() throws ReflectiveOperationException, SQLException {}

    private static @Nullable RowCodec codecOrNull(ResultInternals results, StatementInternals statements) {
        try {
            return new MariaDbRowCodec(results, statements);
        } catch (ReflectiveOperationException | RuntimeException | LinkageError otherwise) {
            return null;
        }
    }

    @Override
    public @Nullable RowCodec codec() {
        return codec;
    }

    @Override
    public @Nullable Rows of(ResultSet made) {
        return made.getClass() == CompleteResult.class ? results.rows((Result) made, statements) : null;
    }

    @Override
    public @Nullable Rows window(ResultSet made) {
        return made instanceof StreamingResult block ? results.rows(block, statements) : of(made);
    }

    @Override
    public @Nullable String refusal(Statement statement) {
        if (!(statement instanceof org.mariadb.jdbc.Statement made) || statement instanceof CallableStatement) {
            return "it is not a plain or prepared statement of MariaDB Connector/J";
        }
        try {
            return refusal(made);
        } catch (SQLException e) {
            return "the driver does not tell how it is set";
        }
    }

    private static @Nullable String refusal(org.mariadb.jdbc.Statement statement) throws SQLException {
        if (statement.isClosed() || statement.getConnection().isClosed()) {
            return "it is closed";
        }
        if (statement.getResultSetConcurrency() != ResultSet.CONCUR_READ_ONLY) {
            return "its rows can be updated";
        }
        return statement.getFetchSize() == 0 ? null : "it streams its rows";
    }

    @Override
    public boolean inTransaction(Statement statement) throws SQLException {
        return statement.getConnection() instanceof org.mariadb.jdbc.Connection connection
                && (connection.getClient().getContext().getServerStatus() & ServerStatus.IN_TRANSACTION) != 0;
    }

    /** The server finds out itself. */
    @Override
    public int parameterType(PreparedStatement statement, int position) {
        return 0;
    }

    @Override
    public RowFormat format(PreparedStatement single) {
        return new RowFormat(single instanceof ServerPreparedStatement, Integer.MAX_VALUE);
    }

    /** The class of a statement is its protocol. */
    @Override
    public boolean alike(PreparedStatement single, PreparedStatement batch) {
        return single instanceof org.mariadb.jdbc.BasePreparedStatement && single.getClass() == batch.getClass();
    }
}
