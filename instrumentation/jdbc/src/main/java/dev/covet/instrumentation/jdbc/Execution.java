package dev.covet.instrumentation.jdbc;

import dev.covet.optimizer.engine.ExecutionKind;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * One execute method of JDBC. Constants instead of lambdas that capture: nothing is allocated for a call. The argument
 * says which generated keys are wanted and is of the type that the method takes.
 */
enum Execution {
    QUERY(ExecutionKind.QUERY) {
        @Override
        Object run(Statement statement, @Nullable String sql, @Nullable Object argument) throws SQLException {
            return statement.executeQuery(sql);
        }
    },
    UPDATE(ExecutionKind.UPDATE) {
        @Override
        Object run(Statement statement, @Nullable String sql, @Nullable Object argument) throws SQLException {
            if (argument == null) {
                return statement.executeUpdate(sql);
            }
            if (argument instanceof Integer flag) {
                return statement.executeUpdate(sql, flag);
            }
            return argument instanceof int[] indexes
                    ? statement.executeUpdate(sql, indexes)
                    : statement.executeUpdate(sql, (String[]) argument);
        }
    },
    LARGE_UPDATE(ExecutionKind.UPDATE) {
        @Override
        Object run(Statement statement, @Nullable String sql, @Nullable Object argument) throws SQLException {
            if (argument == null) {
                return statement.executeLargeUpdate(sql);
            }
            if (argument instanceof Integer flag) {
                return statement.executeLargeUpdate(sql, flag);
            }
            return argument instanceof int[] indexes
                    ? statement.executeLargeUpdate(sql, indexes)
                    : statement.executeLargeUpdate(sql, (String[]) argument);
        }
    },
    EXECUTE(ExecutionKind.EXECUTE) {
        @Override
        Object run(Statement statement, @Nullable String sql, @Nullable Object argument) throws SQLException {
            if (argument == null) {
                return statement.execute(sql);
            }
            if (argument instanceof Integer flag) {
                return statement.execute(sql, flag);
            }
            return argument instanceof int[] indexes
                    ? statement.execute(sql, indexes)
                    : statement.execute(sql, (String[]) argument);
        }
    },
    BATCH(ExecutionKind.BATCH) {
        @Override
        Object run(Statement statement, @Nullable String sql, @Nullable Object argument) throws SQLException {
            return statement.executeBatch();
        }
    },
    LARGE_BATCH(ExecutionKind.BATCH) {
        @Override
        Object run(Statement statement, @Nullable String sql, @Nullable Object argument) throws SQLException {
            return statement.executeLargeBatch();
        }
    },
    PREPARED_QUERY(ExecutionKind.QUERY) {
        @Override
        Object run(Statement statement, @Nullable String sql, @Nullable Object argument) throws SQLException {
            return ((PreparedStatement) statement).executeQuery();
        }
    },
    PREPARED_UPDATE(ExecutionKind.UPDATE) {
        @Override
        Object run(Statement statement, @Nullable String sql, @Nullable Object argument) throws SQLException {
            return ((PreparedStatement) statement).executeUpdate();
        }
    },
    PREPARED_LARGE_UPDATE(ExecutionKind.UPDATE) {
        @Override
        Object run(Statement statement, @Nullable String sql, @Nullable Object argument) throws SQLException {
            return ((PreparedStatement) statement).executeLargeUpdate();
        }
    },
    PREPARED_EXECUTE(ExecutionKind.EXECUTE) {
        @Override
        Object run(Statement statement, @Nullable String sql, @Nullable Object argument) throws SQLException {
            return ((PreparedStatement) statement).execute();
        }
    };

    private final ExecutionKind kind;

    Execution(ExecutionKind kind) {
        this.kind = kind;
    }

    ExecutionKind kind() {
        return kind;
    }

    /** A result set, a count, whether there is a result set, or the counts of a batch. */
    abstract Object run(Statement statement, @Nullable String sql, @Nullable Object argument) throws SQLException;
}
