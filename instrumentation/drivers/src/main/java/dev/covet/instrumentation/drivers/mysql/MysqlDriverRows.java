package dev.covet.instrumentation.drivers.mysql;

import com.mysql.cj.conf.PropertyKey;
import com.mysql.cj.jdbc.ClientPreparedStatement;
import com.mysql.cj.jdbc.JdbcConnection;
import com.mysql.cj.jdbc.ServerPreparedStatement;
import com.mysql.cj.jdbc.StatementImpl;
import com.mysql.cj.jdbc.result.ResultSetImpl;
import dev.covet.optimizer.engine.DriverRows;
import dev.covet.optimizer.engine.RowCodec;
import dev.covet.optimizer.engine.RowFormat;
import dev.covet.optimizer.engine.Rows;
import java.sql.CallableStatement;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Raw rows of MySQL Connector/J. Made by name, so that a driver that lacks something of this keeps its wrappers. */
public final class MysqlDriverRows implements DriverRows {
    private final StatementInternals statements = new StatementInternals();
    private final RowInternals rows = new RowInternals();

    /** Null if this version of the driver has something of it otherwise. */
    private final @Nullable RowCodec codec = codecOrNull(rows, statements);

    /** Fails if the driver lacks something. */
    public MysqlDriverRows() throws ReflectiveOperationException {}

    private static @Nullable RowCodec codecOrNull(RowInternals rows, StatementInternals statements) {
        try {
            return new MysqlRowCodec(rows, statements);
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
        return isReadOnly(made) ? rows.all((ResultSetImpl) made, statements) : null;
    }

    @Override
    public @Nullable Rows window(ResultSet made) {
        return isReadOnly(made) ? rows.block((ResultSetImpl) made, statements) : null;
    }

    /** One that can be updated is of a subclass. */
    private static boolean isReadOnly(ResultSet made) {
        return made.getClass() == ResultSetImpl.class;
    }

    @Override
    public @Nullable String refusal(Statement statement) {
        if (!(statement instanceof StatementImpl made) || statement instanceof CallableStatement) {
            return "it is not a plain or prepared statement of MySQL Connector/J";
        }
        try {
            return statement.isClosed() ? "it is closed" : refusal(made);
        } catch (SQLException e) {
            return "the driver does not tell how it is set";
        }
    }

    private @Nullable String refusal(StatementImpl statement) throws SQLException {
        JdbcConnection connection = (JdbcConnection) statement.getConnection();
        if (connection.isClosed()) {
            return "it is closed";
        }
        if (statement.getResultSetConcurrency() != ResultSet.CONCUR_READ_ONLY) {
            return "its rows can be updated";
        }
        if (!Objects.equals(statement.getCurrentDatabase(), connection.getDatabase())) {
            return "it belongs to another database than its connection by now";
        }
        int fetchSize = statement.getFetchSize();
        boolean cursor = fetchSize > 0
                && connection
                        .getPropertySet()
                        .getBooleanProperty(PropertyKey.useCursorFetch)
                        .getValue();
        if (fetchSize < 0 || cursor) {
            return "it streams its rows";
        }
        if (statement instanceof PreparedStatement && statements.returnsKeys(statement)) {
            return "it returns generated keys";
        }
        return statement.isCloseOnCompletion() && statements.hasResult(statement)
                ? "the end of its result closes it"
                : null;
    }

    @Override
    public boolean inTransaction(Statement statement) throws SQLException {
        return statement.getConnection() instanceof JdbcConnection connection
                && connection.getSession().getServerSession().inTransactionOnServer();
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
        return single instanceof ClientPreparedStatement && single.getClass() == batch.getClass();
    }
}
