package dev.covet.instrumentation.drivers.postgresql;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Array;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.ParameterList;
import org.postgresql.core.Query;
import org.postgresql.core.v3.QueryExecutorImpl;
import org.postgresql.jdbc.PgStatement;

/**
 * What pgjdbc needs to send one query several times, which it does of itself only with the parts of a text that has
 * several statements. Can be made only if all of it is there.
 */
final class VolleyInternals {
    private final Class<?> simple;
    private final Class<?> simpleParameters;
    private final MethodHandle composite;
    private final MethodHandle compositeParameters;
    private final MethodHandle setStatementDescribed;
    private final MethodHandle startTimer;
    private final MethodHandle killTimerTask;

    private VolleyInternals() throws ReflectiveOperationException {
        MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(QueryExecutorImpl.class, MethodHandles.lookup());
        simple = lookup.findClass("org.postgresql.core.v3.SimpleQuery");
        simpleParameters = lookup.findClass("org.postgresql.core.v3.SimpleParameterList");
        composite = maker(lookup, "CompositeQuery", simple, Query.class);
        compositeParameters = maker(lookup, "CompositeParameterList", simpleParameters, ParameterList.class);
        setStatementDescribed = lookup.findVirtual(
                        simple, "setStatementDescribed", MethodType.methodType(void.class, boolean.class))
                .asType(MethodType.methodType(void.class, Query.class, boolean.class));
        MethodHandles.Lookup inside = MethodHandles.privateLookupIn(PgStatement.class, MethodHandles.lookup());
        startTimer = inside.findVirtual(PgStatement.class, "startTimer", MethodType.methodType(void.class));
        killTimerTask = inside.findVirtual(PgStatement.class, "killTimerTask", MethodType.methodType(void.class));
    }

    /** Null if this version of the driver has something otherwise. */
    static @Nullable VolleyInternals orNull() {
        try {
            return new VolleyInternals();
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            return null;
        }
    }

    private static MethodHandle maker(MethodHandles.Lookup lookup, String name, Class<?> part, Class<?> made)
            throws ReflectiveOperationException {
        Class<?> whole = lookup.findClass("org.postgresql.core.v3." + name);
        MethodType type = MethodType.methodType(void.class, part.arrayType(), int[].class);
        return lookup.findConstructor(whole, type).asType(MethodType.methodType(made, Object.class, int[].class));
    }

    /** Whether it is a single statement. */
    boolean isSimple(@Nullable Query query) {
        return simple.isInstance(query);
    }

    /** The queries one after the other. */
    Query together(List<Query> queries, List<ParameterList> parameters) {
        try {
            return (Query) composite.invokeExact(array(simple, queries), offsets(parameters));
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /** Their parameters. */
    ParameterList parameters(List<ParameterList> parameters) {
        try {
            return (ParameterList)
                    compositeParameters.invokeExact(array(simpleParameters, parameters), offsets(parameters));
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    private static Object array(Class<?> type, List<?> parts) {
        Object array = Array.newInstance(type, parts.size());
        for (int i = 0; i < parts.size(); i++) {
            Array.set(array, i, parts.get(i));
        }
        return array;
    }

    private static int[] offsets(List<ParameterList> parameters) {
        int[] offsets = new int[parameters.size()];
        for (int i = 1; i < offsets.length; i++) {
            offsets[i] = offsets[i - 1] + parameters.get(i - 1).getParameterCount();
        }
        return offsets;
    }

    /** Of a query whose parameters the server has told the types of, the driver does not send the next before the answer. */
    void describedStatement(Query query, boolean described) {
        try {
            setStatementDescribed.invokeExact(query, described);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /** What executes a query. */
    interface Execution {
        boolean run() throws SQLException;
    }

    /**
     * Executes a query of several parts. Of a part whose columns it knows the driver reckons with any length, and so waits
     * for what was sent before.
     *
     * @param except a part that it has to wait for all the same; null for none
     */
    boolean atOnce(Query whole, @Nullable Query except, Execution execution) throws SQLException {
        Query[] parts = whole.getSubqueries();
        List<Query> described = new ArrayList<>();
        for (Query part : parts == null ? new Query[0] : parts) {
            if (!part.equals(except) && isSimple(part) && part.isStatementDescribed()) {
                described.add(part);
            }
        }
        described.forEach(part -> describedStatement(part, false));
        try {
            return execution.run();
        } finally {
            described.forEach(part -> describedStatement(part, true));
        }
    }

    /** The statement's query timeout begins. */
    void startTimer(PgStatement statement) {
        try {
            startTimer.invokeExact(statement);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    void killTimer(PgStatement statement) {
        try {
            killTimerTask.invokeExact(statement);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    private static RuntimeException unexpected(Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        return thrown instanceof RuntimeException runtime ? runtime : new IllegalStateException(thrown);
    }
}
