package dev.covet.conformance;

import dev.covet.conformance.ReflectiveBoundary.Call;
import dev.covet.conformance.ReflectiveBoundary.Change;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Boundaries around connections of data sources that are wrong in one respect each. */
final class SourceMutants {
    private static final Map<String, Mutant> ALL = new LinkedHashMap<>();

    /**
     * A wrong boundary.
     *
     * @param target whose programs show it
     * @param word programs that do not contain it cannot notice
     */
    record Mutant(String target, String word, Boundary boundary) {}

    private SourceMutants() {}

    static {
        instead("close of a handle does nothing", Connection.class, "close", call -> null);
        instead("abort of a handle does nothing", Connection.class, "abort", call -> null);
        instead("commit of a handle does nothing", Connection.class, "commit", call -> null);
        instead("rollback of a handle does nothing", Connection.class, "rollback", call -> null);
        instead("autocommit of a handle stays", Connection.class, "setAutoCommit", call -> null);
        instead("autocommit of a handle is always on", Connection.class, "getAutoCommit", call -> true);
        instead("a handle is never closed", Connection.class, "isClosed", call -> false);
        instead("a handle has no savepoints", Connection.class, "setSavepoint", call -> null);
        instead("a handle does not unwrap", Connection.class, "unwrap", call -> {
            throw new SQLException("not a wrapper");
        });
        instead("the statement of a result is the driver's", ResultSet.class, "getStatement", Call::proceedRaw);
        instead(
                "metadata leads to the handle",
                DatabaseMetaData.class,
                "getConnection",
                call -> call.memory().get("handle"));
        instead("rows are lost", ResultSet.class, "next", call -> false);
        instead("counts are one too high", Statement.class, "executeUpdate", call -> {
            Object count = call.proceed();
            return count instanceof Integer number ? (Object) (number + 1) : count;
        });
        instead("failures are wrapped again", Statement.class, "executeUpdate", call -> {
            try {
                return call.proceed();
            } catch (SQLException e) {
                throw new SQLException(e.getMessage(), e.getSQLState(), e.getErrorCode(), e);
            }
        });
        mutant("a handle is given out again, though another was made", "getconnection", new Boundary() {
            private @Nullable Connection given;

            @Override
            public Connection wrap(Connection physical) {
                Connection known = given;
                Connection next = known == null ? new ReflectiveBoundary(Call::proceed).wrap(physical) : known;
                given = next;
                return next;
            }
        });
        mutant("a handle comes in a transaction", "getconnection", physical -> {
            physical.setAutoCommit(false);
            return new ReflectiveBoundary(Call::proceed).wrap(physical);
        });
        mutant("a handle loses the driver's interface", "getconnection", SourceMutants::bare);
    }

    static Map<String, Mutant> all() {
        return ALL;
    }

    private static void mutant(String name, String word, Boundary boundary) {
        ALL.put(name, new Mutant("postgres", word, boundary));
    }

    private static void instead(String name, Class<?> type, String method, Change change) {
        // A handle of H2 leads to itself and hardly ends when it is aborted; those of pgjdbc are handles indeed.
        boolean subtle = type == DatabaseMetaData.class || method.equals("abort");
        String target = subtle ? "postgres" : "h2";
        Boundary boundary = new ReflectiveBoundary(call -> {
            if (call.raw() instanceof Connection) {
                call.memory().putIfAbsent("handle", call.proxy());
            }
            return call.is(type, method) ? change.call(call) : call.proceed();
        });
        ALL.put(name, new Mutant(target, method.toLowerCase(Locale.ROOT), boundary));
    }

    private static Connection bare(Connection physical) {
        return (Connection) Proxy.newProxyInstance(
                SourceMutants.class.getClassLoader(), new Class<?>[] {Connection.class}, (self, method, arguments) -> {
                    try {
                        return method.getName().equals("unwrap") ? self : method.invoke(physical, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getTargetException();
                    }
                });
    }
}
