package dev.covet.instrumentation.drivers.postgresql;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.Field;
import org.postgresql.core.Query;
import org.postgresql.core.v3.QueryExecutorImpl;

/** What a query of pgjdbc keeps to itself. Can be made only if all of it is there. */
final class QueryInternals {
    private final Class<?> simple;
    private final MethodHandle isPreparedFor;
    private final MethodHandle fields;
    private final MethodHandle statementName;
    private final VarHandle deallocateEpoch;

    QueryInternals() throws ReflectiveOperationException {
        MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(QueryExecutorImpl.class, MethodHandles.lookup());
        simple = lookup.findClass("org.postgresql.core.v3.SimpleQuery");
        isPreparedFor = lookup.findVirtual(
                        simple, "isPreparedFor", MethodType.methodType(boolean.class, int[].class, short.class))
                .asType(MethodType.methodType(boolean.class, Object.class, int[].class, short.class));
        fields = lookup.findVirtual(simple, "getFields", MethodType.methodType(Field[].class))
                .asType(MethodType.methodType(Field[].class, Object.class));
        statementName = lookup.findVirtual(simple, "getStatementName", MethodType.methodType(String.class))
                .asType(MethodType.methodType(String.class, Object.class));
        deallocateEpoch = lookup.findVarHandle(QueryExecutorImpl.class, "deallocateEpoch", short.class);
    }

    /**
     * The statement of a text that has rows: the text's only one, or of several the one that has parameters. Null if
     * that is not certain.
     */
    @Nullable Query withRows(Query query) {
        Query[] parts = query.getSubqueries();
        if (parts == null) {
            return simple.isInstance(query) ? query : null;
        }
        Query found = null;
        for (Query part : parts) {
            if (!simple.isInstance(part) || (isAsked(part) && found != null)) {
                return null;
            }
            found = isAsked(part) ? part : found;
        }
        return found;
    }

    private static boolean isAsked(Query part) {
        return part.createParameterList().getParameterCount() > 0;
    }

    /** Whether it is a single statement of which the server keeps nothing. */
    boolean isUnnamed(Query query) {
        try {
            return simple.isInstance(query) && (String) statementName.invokeExact((Object) query) == null;
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether the server has it, for parameters of these types, and its columns are known. */
    boolean isPrepared(Query query, int[] types, Object executor) {
        if (!simple.isInstance(query) || !(executor instanceof QueryExecutorImpl known)) {
            return false;
        }
        try {
            return (boolean) isPreparedFor.invokeExact((Object) query, types, (short) deallocateEpoch.get(known))
                    && (Field[]) fields.invokeExact((Object) query) != null;
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
