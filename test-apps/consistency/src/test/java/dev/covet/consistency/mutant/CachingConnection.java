package dev.covet.consistency.mutant;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A connection whose statements ask the cache first. */
final class CachingConnection implements InvocationHandler {
    private static final int SECOND_ARGUMENT = 1;
    private static final String LOCKING = " for update";

    private final SmallCache cache;
    private final Connection connection;
    private final Map<String, List<@Nullable Object[]>> read = new HashMap<>();
    private boolean wrote;

    CachingConnection(SmallCache cache, Connection connection) {
        this.cache = cache;
        this.connection = connection;
    }

    Connection proxy() {
        return (Connection) Proxy.newProxyInstance(
                CachingConnection.class.getClassLoader(), new Class<?>[] {Connection.class}, this);
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws SQLException {
        return switch (method.getName()) {
            case "commit" -> commit(method, arguments);
            case "rollback" -> {
                Object result = SmallCache.call(connection, method, arguments);
                if (arguments == null) {
                    read.clear();
                    wrote = false;
                }
                yield result;
            }
            case "createStatement", "prepareStatement", "prepareCall" -> statement(method, arguments);
            case "unwrap" -> {
                wrote = true;
                yield SmallCache.call(connection, method, arguments);
            }
            default -> SmallCache.call(connection, method, arguments);
        };
    }

    private @Nullable Object commit(Method method, @Nullable Object @Nullable [] arguments) throws SQLException {
        if (!wrote) {
            return SmallCache.call(connection, method, arguments);
        }
        cache.beforeWrite();
        try {
            return SmallCache.call(connection, method, arguments);
        } catch (SQLException e) {
            cache.lostWrite(e);
            throw e;
        } finally {
            wrote = false;
            cache.afterWrite();
            if (cache.has(Defect.FORGETS_SAVEPOINTS)) {
                read.forEach(cache::publish);
            }
            read.clear();
        }
    }

    private @Nullable Object statement(Method method, @Nullable Object @Nullable [] arguments) throws SQLException {
        Object statement = SmallCache.call(connection, method, arguments);
        boolean special = arguments != null && arguments.length > SECOND_ARGUMENT;
        if (statement == null || special) {
            wrote = true;
            return statement;
        }
        Class<?> type = statement instanceof CallableStatement
                ? CallableStatement.class
                : statement instanceof PreparedStatement ? PreparedStatement.class : Statement.class;
        String sql = arguments == null ? "" : String.valueOf(arguments[0]);
        return Proxy.newProxyInstance(
                CachingConnection.class.getClassLoader(),
                new Class<?>[] {type},
                new CachingStatement(this, (Statement) statement, sql));
    }

    boolean inAutocommit() throws SQLException {
        return connection.getAutoCommit();
    }

    /** Executes something that may write. */
    @Nullable Object write(Execution execution) throws SQLException {
        cache.serving(false);
        if (!inAutocommit()) {
            wrote = true;
            return execution.execute();
        }
        cache.beforeWrite();
        try {
            return execution.execute();
        } catch (SQLException e) {
            cache.lostWrite(e);
            throw e;
        } finally {
            cache.afterWrite();
        }
    }

    /** Executes something that reads, in a way that is not looked for. */
    @Nullable Object bypass(Execution execution) throws SQLException {
        cache.serving(false);
        return execution.execute();
    }

    /** Answers a query. */
    ResultSet query(String asked, Execution execution) throws SQLException {
        cache.serving(false);
        boolean locks = asked.contains(LOCKING);
        String question = asked.replace(LOCKING, "");
        boolean shared = (inAutocommit() && !locks)
                || (locks && cache.has(Defect.SERVES_LOCKING_READS))
                || cache.has(Defect.PUBLISHES_UNCOMMITTED);
        if (shared || (!locks && servesHere())) {
            List<@Nullable Object[]> found = cache.find(question);
            if (found != null) {
                cache.serving(true);
                return MemoryRows.of(found);
            }
        }
        Long began = cache.beginFill();
        List<@Nullable Object[]> rows = MemoryRows.readAll((ResultSet) execution.execute());
        if (shared && began != null) {
            cache.endFill(question, rows, began);
        } else if (!shared) {
            read.put(question, rows);
        }
        return MemoryRows.of(rows);
    }

    private boolean servesHere() throws SQLException {
        return cache.has(Defect.SERVES_REPEATABLE_READS)
                && connection.getTransactionIsolation() == Connection.TRANSACTION_REPEATABLE_READ;
    }

    /** The question as the cache knows it. */
    String question(String sql, Map<Integer, Object> parameters) {
        Map<Integer, Object> known = new HashMap<>(parameters);
        if (cache.has(Defect.FORGETS_A_PARAMETER)) {
            known.remove(parameters.size());
        }
        return sql + known;
    }

    /** What the driver does. */
    @FunctionalInterface
    interface Execution {
        @Nullable Object execute() throws SQLException;
    }
}
