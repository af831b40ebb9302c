package dev.covet.instrumentation.drivers.mysql;

import com.mysql.cj.jdbc.JdbcConnection;
import com.mysql.cj.jdbc.StatementImpl;
import com.mysql.cj.jdbc.result.ResultSetFactory;
import com.mysql.cj.jdbc.result.ResultSetImpl;
import com.mysql.cj.jdbc.result.ResultSetInternalMethods;
import com.mysql.cj.protocol.ResultsetRows;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.lang.reflect.Method;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.concurrent.locks.Lock;

/** What a statement of this driver keeps to itself. Can be made only if all of it is there. */
final class StatementInternals {
    private final MethodHandle closeResults;
    private final VarHandle results;
    private final VarHandle retrieveGeneratedKeys;
    private final VarHandle batchedGeneratedKeys;
    private final VarHandle lastInsertId;

    /** Of a connection: a lock since 9.0, a monitor before. */
    private final MethodHandle guard;

    StatementInternals() throws ReflectiveOperationException {
        MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(StatementImpl.class, MethodHandles.lookup());
        closeResults = lookup.findVirtual(
                StatementImpl.class, "implicitlyCloseAllOpenResults", MethodType.methodType(void.class));
        results = lookup.findVarHandle(StatementImpl.class, "results", ResultSetInternalMethods.class);
        retrieveGeneratedKeys = lookup.findVarHandle(StatementImpl.class, "retrieveGeneratedKeys", boolean.class);
        batchedGeneratedKeys = lookup.findVarHandle(StatementImpl.class, "batchedGeneratedKeys", ArrayList.class);
        lastInsertId = lookup.findVarHandle(StatementImpl.class, "lastInsertId", long.class);
        guard = MethodHandles.publicLookup()
                .unreflect(guardMethod())
                .asType(MethodType.methodType(Object.class, JdbcConnection.class));
    }

    private static Method guardMethod() throws NoSuchMethodException {
        try {
            return JdbcConnection.class.getMethod("getConnectionLock");
        } catch (NoSuchMethodException e) {
            return JdbcConnection.class.getMethod("getConnectionMutex");
        }
    }

    boolean returnsKeys(StatementImpl statement) {
        return (boolean) retrieveGeneratedKeys.get(statement);
    }

    boolean hasResult(StatementImpl statement) {
        return results.get(statement) != null;
    }

    /** As an execution with these rows would leave the statement. Under the driver's own lock, as it does it. */
    ResultSet replay(StatementImpl statement, ResultsetRows rows) throws SQLException {
        JdbcConnection connection = (JdbcConnection) statement.getConnection();
        Object held = guard(connection);
        if (!(held instanceof Lock lock)) {
            synchronized (held) {
                return replayed(statement, connection, rows);
            }
        }
        lock.lock();
        try {
            return replayed(statement, connection, rows);
        } finally {
            lock.unlock();
        }
    }

    private Object guard(JdbcConnection connection) throws SQLException {
        try {
            return guard.invokeExact(connection);
        } catch (Throwable e) {
            throw thrown(e);
        }
    }

    private ResultSet replayed(StatementImpl statement, JdbcConnection connection, ResultsetRows rows)
            throws SQLException {
        statement.resetCancelledState();
        try {
            closeResults.invokeExact(statement);
        } catch (Throwable e) {
            throw thrown(e);
        }
        statement.clearWarnings();
        if (!(statement instanceof PreparedStatement)) {
            retrieveGeneratedKeys.set(statement, false);
        }
        batchedGeneratedKeys.set(statement, null);
        ResultSetImpl made = new ResultSetFactory(connection, statement)
                .createFromResultsetRows(statement.getResultSetConcurrency(), statement.getResultSetType(), rows);
        results.set(statement, made);
        lastInsertId.set(statement, made.getUpdateID());
        return made;
    }

    private static SQLException thrown(Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        if (thrown instanceof RuntimeException runtime) {
            throw runtime;
        }
        return thrown instanceof SQLException sql ? sql : new SQLException(thrown);
    }
}
