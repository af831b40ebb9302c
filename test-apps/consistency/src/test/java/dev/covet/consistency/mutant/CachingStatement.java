package dev.covet.consistency.mutant;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A statement that knows its text and its parameters. */
final class CachingStatement implements InvocationHandler {
    private static final int TWO = 2;

    private final CachingConnection connection;
    private final Statement statement;
    private final String prepared;
    private final Map<Integer, Object> parameters = new TreeMap<>();
    private boolean limited;

    CachingStatement(CachingConnection connection, Statement statement, String prepared) {
        this.connection = connection;
        this.statement = statement;
        this.prepared = prepared;
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws SQLException {
        String name = method.getName();
        if (name.equals("setMaxRows")
                && arguments != null
                && !Integer.valueOf(0).equals(arguments[0])) {
            limited = true;
        }
        if (name.startsWith("set") && arguments != null && arguments.length == TWO) {
            parameters.put((Integer) arguments[0], String.valueOf(arguments[1]));
        }
        if (!name.startsWith("execute")) {
            return SmallCache.call(statement, method, arguments);
        }
        String sql = arguments == null ? prepared : String.valueOf(arguments[0]);
        boolean reads = sql.toLowerCase(Locale.ROOT).startsWith("select");
        if (reads && (limited || !name.equals("executeQuery"))) {
            return connection.bypass(() -> SmallCache.call(statement, method, arguments));
        } else if (reads) {
            return connection.query(
                    connection.question(sql, parameters), () -> SmallCache.call(statement, method, arguments));
        }
        return connection.write(() -> SmallCache.call(statement, method, arguments));
    }
}
