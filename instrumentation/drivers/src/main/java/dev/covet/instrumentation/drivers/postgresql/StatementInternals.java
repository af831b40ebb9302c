package dev.covet.instrumentation.drivers.postgresql;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.lang.reflect.Constructor;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.TimeZone;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.CachedQuery;
import org.postgresql.core.Field;
import org.postgresql.core.ParameterList;
import org.postgresql.core.Query;
import org.postgresql.core.SqlCommandType;
import org.postgresql.core.Tuple;
import org.postgresql.jdbc.PgStatement;
import org.postgresql.jdbc.ResultWrapper;

/** What a statement of pgjdbc keeps to itself. Can be made only if all of it is there. */
final class StatementInternals {
    private final Class<?> prepared;
    private final MethodHandle closeForNextExecution;
    private final MethodHandle wrapper;
    private final VarHandle result;
    private final VarHandle firstUnclosedResult;
    private final VarHandle forceBinary;
    private final VarHandle wantsKeysOnce;
    private final VarHandle preparedQuery;
    private final VarHandle preparedParameters;
    private final VarHandle defaultTimeZone;

    /** Null before 42.6, where the statement is its own monitor. */
    private final @Nullable VarHandle lock;

    StatementInternals() throws ReflectiveOperationException {
        MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(PgStatement.class, MethodHandles.lookup());
        closeForNextExecution =
                lookup.findVirtual(PgStatement.class, "closeForNextExecution", MethodType.methodType(void.class));
        wrapper = wrapper(lookup);
        result = lookup.findVarHandle(PgStatement.class, "result", ResultWrapper.class);
        firstUnclosedResult = lookup.findVarHandle(PgStatement.class, "firstUnclosedResult", ResultWrapper.class);
        forceBinary = lookup.findVarHandle(PgStatement.class, "forceBinaryTransfers", boolean.class);
        wantsKeysOnce = lookup.findVarHandle(PgStatement.class, "wantsGeneratedKeysOnce", boolean.class);
        lock = lock(lookup);
        prepared = lookup.findClass("org.postgresql.jdbc.PgPreparedStatement");
        MethodHandles.Lookup inside = MethodHandles.privateLookupIn(prepared, MethodHandles.lookup());
        preparedQuery = inside.findVarHandle(prepared, "preparedQuery", CachedQuery.class);
        preparedParameters = inside.findVarHandle(prepared, "preparedParameters", ParameterList.class);
        defaultTimeZone = inside.findVarHandle(prepared, "defaultTimeZone", TimeZone.class);
    }

    /** In 42.7.0 and 42.7.1 it takes the kind of the statement, too. */
    private static MethodHandle wrapper(MethodHandles.Lookup lookup) throws ReflectiveOperationException {
        for (Constructor<?> each : ResultWrapper.class.getDeclaredConstructors()) {
            Class<?>[] types = each.getParameterTypes();
            if (types[0] == ResultSet.class) {
                MethodHandle made = lookup.unreflectConstructor(each);
                return types.length == 2 && types[1] == SqlCommandType.class
                        ? MethodHandles.insertArguments(made, 1, SqlCommandType.SELECT)
                        : made.asType(MethodType.methodType(ResultWrapper.class, ResultSet.class));
            }
        }
        throw new NoSuchMethodException("ResultWrapper of a ResultSet");
    }

    private static @Nullable VarHandle lock(MethodHandles.Lookup lookup) throws ReflectiveOperationException {
        Class<?> type;
        try {
            type = lookup.findClass("org.postgresql.jdbc.ResourceLock");
        } catch (ClassNotFoundException e) {
            return null;
        }
        return lookup.findVarHandle(PgStatement.class, "lock", type.asSubclass(ReentrantLock.class));
    }

    /** As an execution with these rows would leave the statement. Under the driver's own lock, as it does it. */
    ResultSet replay(PgStatement statement, Field[] fields, List<Tuple> rows) throws SQLException {
        if (lock == null) {
            synchronized (statement) {
                return replayed(statement, fields, rows);
            }
        }
        ReentrantLock held = (ReentrantLock) lock.get(statement);
        held.lock();
        try {
            return replayed(statement, fields, rows);
        } finally {
            held.unlock();
        }
    }

    private ResultSet replayed(PgStatement statement, Field[] fields, List<Tuple> rows) throws SQLException {
        closeForNextExecution(statement);
        if (statement.isClosed()) {
            throw new SQLException("The statement closed itself when its last result ended.", "55000");
        }
        if (prepared.isInstance(statement)) {
            ((CachedQuery) preparedQuery.get(statement)).increaseExecuteCount();
            defaultTimeZone.set(statement, null);
        }
        ResultSet made = statement.createDriverResultSet(fields, rows);
        ResultWrapper only = wrapped(made);
        firstUnclosedResult.set(statement, only);
        result.set(statement, only);
        return made;
    }

    private ResultWrapper wrapped(ResultSet made) {
        try {
            return (ResultWrapper) wrapper.invokeExact(made);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private void closeForNextExecution(PgStatement statement) throws SQLException {
        try {
            closeForNextExecution.invokeExact(statement);
        } catch (SQLException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    boolean hasResult(PgStatement statement) {
        return result.get(statement) != null;
    }

    boolean isForcedBinary(PgStatement statement) {
        return (boolean) forceBinary.get(statement);
    }

    /** Whether the next execution is to return generated keys. */
    boolean wantsKeysOnce(PgStatement statement) {
        return (boolean) wantsKeysOnce.get(statement);
    }

    /** The query of a prepared statement of this driver; null of any other. */
    @Nullable Query query(PreparedStatement statement) {
        return prepared.isInstance(statement) ? queryOf(statement) : null;
    }

    /** Of a prepared statement of this driver. */
    Query queryOf(PreparedStatement statement) {
        return ((CachedQuery) preparedQuery.get(statement)).query;
    }

    /** How often the query of a prepared statement of this driver was executed, by this one or those before it. */
    int executions(PgStatement statement) {
        return ((CachedQuery) preparedQuery.get(statement)).getExecuteCount();
    }

    /** The text that a prepared statement of this driver was made with; null if that was not all it was made with. */
    @Nullable String text(PreparedStatement statement) {
        return ((CachedQuery) preparedQuery.get(statement)).key instanceof String text ? text : null;
    }

    /** The types its parameters are bound with at present; null of a statement that is not this driver's. */
    int @Nullable [] parameterTypes(PreparedStatement statement) {
        return prepared.isInstance(statement) ? types(statement) : null;
    }

    /** Of a prepared statement of this driver. */
    int[] types(PreparedStatement statement) {
        return parameters(statement).getTypeOIDs();
    }

    /** What is bound at present to a prepared statement of this driver. */
    ParameterList parameters(PreparedStatement statement) {
        return (ParameterList) preparedParameters.get(statement);
    }
}
