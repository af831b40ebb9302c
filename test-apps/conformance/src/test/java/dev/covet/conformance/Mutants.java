package dev.covet.conformance;

import dev.covet.conformance.ReflectiveBoundary.Call;
import dev.covet.conformance.ReflectiveBoundary.Change;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Boundaries that are wrong in one respect each, as a wrapper easily is. The oracle has to catch every one. */
final class Mutants {
    private static final Map<String, Mutant> ALL = new LinkedHashMap<>();

    /**
     * A wrong boundary.
     *
     * @param method programs that do not contain this word cannot notice it
     */
    record Mutant(String method, Change change) {}

    private Mutants() {}

    static {
        identity();
        errors();
        counts();
        rows();
        settings();
        transactions();
        values();
    }

    static Map<String, Mutant> all() {
        return ALL;
    }

    private static void mutant(String name, Change change) {
        ALL.put(name, new Mutant("", change));
    }

    /** Where these methods are called, something else happens. */
    private static void instead(String name, Class<?> type, String method, Change change) {
        ALL.put(
                name,
                new Mutant(
                        method.toLowerCase(Locale.ROOT),
                        call -> call.is(type, method) ? change.call(call) : call.proceed()));
    }

    private static void identity() {
        instead("getStatement returns the driver's", ResultSet.class, "getStatement", Call::proceedRaw);
        instead(
                "getConnection of a statement returns the driver's",
                Statement.class,
                "getConnection",
                Call::proceedRaw);
        instead(
                "getConnection of metadata returns the driver's",
                DatabaseMetaData.class,
                "getConnection",
                Call::proceedRaw);
        instead("unwrap refuses", Connection.class, "unwrap", call -> {
            throw new SQLException("not a wrapper");
        });
        instead("isWrapperFor is always false", Statement.class, "isWrapperFor", call -> false);
        instead("toString is the wrapper's", PreparedStatement.class, "toString", call -> "Wrapper");
        instead("the second getResultSet is another object", Statement.class, "getResultSet", call -> {
            Object first = call.memory().get("result");
            Object raw = call.proceedRaw();
            call.memory().put("result", raw == null ? "" : raw);
            return raw == null || raw != first ? call.proceed() : raw;
        });
    }

    private static void errors() {
        mutant("exceptions are wrapped again", call -> {
            try {
                return call.proceed();
            } catch (SQLException e) {
                throw new SQLException(e.getMessage(), e.getSQLState(), e.getErrorCode(), e);
            }
        });
        mutant("exceptions gain a suppressed one", call -> {
            try {
                return call.proceed();
            } catch (SQLException e) {
                e.addSuppressed(new IllegalStateException("ours"));
                throw e;
            }
        });
        mutant("next exceptions are lost", call -> {
            try {
                return call.proceed();
            } catch (BatchUpdateException e) {
                throw new BatchUpdateException(
                        e.getMessage(), e.getSQLState(), e.getErrorCode(), e.getUpdateCounts(), e.getCause());
            }
        });
        mutant("warnings are dropped", call -> call.name().equals("getWarnings") ? null : call.proceed());
        instead("isClosed of a statement is always false", Statement.class, "isClosed", call -> false);
        instead("close of a result set does nothing", ResultSet.class, "close", call -> null);
    }

    private static void counts() {
        instead("update counts are one too high", Statement.class, "getUpdateCount", call -> {
            int count = (Integer) present(call.proceed());
            return count > 0 ? count + 1 : count;
        });
        instead("the count of an update is lost", PreparedStatement.class, "executeUpdate", call -> {
            call.proceed();
            return 0;
        });
        instead("batch counts are cut", Statement.class, "executeBatch", call -> {
            int[] counts = (int[]) present(call.proceed());
            return Arrays.copyOf(counts, Math.max(0, counts.length - 1));
        });
        instead("clearBatch does nothing", Statement.class, "clearBatch", call -> null);
        instead("getMoreResults closes what it should keep", Statement.class, "getMoreResults", call -> {
            if (call.arguments().length == 1
                    && Integer.valueOf(Statement.KEEP_CURRENT_RESULT).equals(call.arguments()[0])) {
                ((Statement) call.raw()).getResultSet();
                return ((Statement) call.raw()).getMoreResults(Statement.CLOSE_CURRENT_RESULT);
            }
            return call.proceed();
        });
        mutant(
                "generated keys are not asked for",
                call -> call.is(Connection.class, "prepareStatement") && call.arguments().length == 2
                        ? wrapped(call, ((Connection) call.raw()).prepareStatement((String) call.arguments()[0]))
                        : call.proceed());
    }

    /** The same statement as the right call would give, made in another way. */
    private static Object wrapped(Call call, Object raw) {
        return call.wrap(raw);
    }

    private static void rows() {
        instead("previous is not supported", ResultSet.class, "previous", call -> {
            throw new SQLFeatureNotSupportedException();
        });
        instead(
                "absolute is off by one",
                ResultSet.class,
                "absolute",
                call -> ((ResultSet) call.raw()).absolute((Integer) present(call.arguments()[0]) + 1));
        instead(
                "getRow counts from zero",
                ResultSet.class,
                "getRow",
                call -> Math.max(0, (Integer) present(call.proceed()) - 1));
        instead("next reads ahead", ResultSet.class, "next", call -> {
            boolean more = (Boolean) present(call.proceed());
            if (more) {
                ((ResultSet) call.raw()).getString(1);
            }
            return more;
        });
        instead("wasNull is stale", ResultSet.class, "wasNull", call -> false);
        mutant("labels are matched with their case", call -> {
            if (call.is(ResultSet.class, "getString", "getInt", "getObject", "getLong")
                    && call.arguments()[0] instanceof String label
                    && !label.equals(label.toLowerCase(Locale.ROOT))) {
                throw new SQLException("no column " + label);
            }
            return call.proceed();
        });
        instead("updateRow is swallowed", ResultSet.class, "updateRow", call -> null);
        instead(
                "a closed result set reads as empty",
                ResultSet.class,
                "next",
                call -> ((ResultSet) call.raw()).isClosed() ? false : call.proceed());
    }

    private static void settings() {
        instead("maxRows is ignored", Statement.class, "setMaxRows", call -> null);
        instead("the fetch size is lost", Statement.class, "setFetchSize", call -> null);
        instead("the query timeout is lost", Statement.class, "setQueryTimeout", call -> null);
        instead("closeOnCompletion is not forwarded", Statement.class, "closeOnCompletion", call -> null);
        mutant("holdability is lost", call -> {
            if (call.is(Connection.class, "createStatement") && call.arguments().length == 3) {
                return wrapped(
                        call,
                        ((Connection) call.raw()).createStatement((Integer) present(call.arguments()[0]), (Integer)
                                present(call.arguments()[1])));
            }
            return call.proceed();
        });
        mutant(
                "scrolling is lost",
                call -> call.is(Connection.class, "createStatement") && call.arguments().length == 2
                        ? wrapped(call, ((Connection) call.raw()).createStatement())
                        : call.proceed());
        instead("setReadOnly is swallowed", Connection.class, "setReadOnly", call -> null);
        instead("the isolation is swallowed", Connection.class, "setTransactionIsolation", call -> null);
        instead(
                "client information is empty",
                Connection.class,
                "getClientInfo",
                call -> call.arguments().length == 0 ? new java.util.Properties() : null);
    }

    private static void transactions() {
        instead("autocommit cannot be switched off", Connection.class, "setAutoCommit", call -> null);
        instead(
                "a rollback to a savepoint is ignored",
                Connection.class,
                "rollback",
                call -> call.arguments().length == 1 ? null : call.proceed());
        instead("commit is swallowed", Connection.class, "commit", call -> null);
        instead("close commits", Connection.class, "close", call -> {
            Connection connection = (Connection) call.raw();
            if (!connection.isClosed() && !connection.getAutoCommit()) {
                connection.commit();
            }
            return call.proceed();
        });
        instead("a statement is sent before each commit", Connection.class, "commit", call -> {
            Connection connection = (Connection) call.raw();
            if (!connection.isClosed()) {
                try (Statement statement = connection.createStatement()) {
                    statement.executeQuery("select id from nowhere");
                }
            }
            return call.proceed();
        });
    }

    private static void values() {
        instead("null strings are empty", ResultSet.class, "getString", call -> {
            Object value = call.proceed();
            return value == null ? "" : value;
        });
        instead("integers of null are objects of zero", ResultSet.class, "getObject", call -> {
            Object value = call.proceed();
            return value == null ? 0 : value;
        });
        mutant("streams are read at once", call -> {
            Object value = call.proceed();
            return value instanceof InputStream stream ? new ByteArrayInputStream(stream.readAllBytes(), 0, 2) : value;
        });
        instead("setNull sets an empty string", PreparedStatement.class, "setNull", call -> {
            ((PreparedStatement) call.raw()).setString((Integer) present(call.arguments()[0]), "");
            return null;
        });
        instead("setString trims", PreparedStatement.class, "setString", call -> {
            if (call.arguments()[0] instanceof Integer index && call.arguments()[1] instanceof String text) {
                ((PreparedStatement) call.raw()).setString(index, text.isEmpty() ? null : text);
                return null;
            }
            return call.proceed();
        });
        instead(
                "dates lose their calendar",
                ResultSet.class,
                "getTimestamp",
                call -> call.arguments().length == 2 && call.arguments()[0] instanceof Integer column
                        ? ((ResultSet) call.raw()).getTimestamp(column)
                        : call.proceed());
    }

    private static Object present(@Nullable Object value) {
        if (value == null) {
            throw new IllegalStateException("a primitive result is null");
        }
        return value;
    }
}
