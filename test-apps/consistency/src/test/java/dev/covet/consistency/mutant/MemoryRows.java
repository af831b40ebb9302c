package dev.covet.consistency.mutant;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A result whose rows are in memory: as much of one as the workload uses. */
final class MemoryRows implements InvocationHandler {
    private final List<@Nullable Object[]> rows;
    private int row = -1;

    private MemoryRows(List<@Nullable Object[]> rows) {
        this.rows = rows;
    }

    static ResultSet of(List<@Nullable Object[]> rows) {
        return (ResultSet) Proxy.newProxyInstance(
                MemoryRows.class.getClassLoader(), new Class<?>[] {ResultSet.class}, new MemoryRows(rows));
    }

    /** All rows of a result, which is closed then. */
    static List<@Nullable Object[]> readAll(@Nullable ResultSet result) throws SQLException {
        List<@Nullable Object[]> rows = new ArrayList<>();
        if (result == null) {
            return rows;
        }
        try (result) {
            int columns = result.getMetaData().getColumnCount();
            while (result.next()) {
                @Nullable Object[] row = new @Nullable Object[columns];
                for (int column = 0; column < columns; column++) {
                    row[column] = result.getObject(column + 1);
                }
                rows.add(row);
            }
        }
        return rows;
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws SQLException {
        return switch (method.getName()) {
            case "next" -> ++row < rows.size();
            case "getInt" -> ((Number) value(arguments)).intValue();
            case "getLong" -> ((Number) value(arguments)).longValue();
            case "getString" ->
                rows.get(row)[column(arguments)] == null
                        ? null
                        : value(arguments).toString();
            case "getObject" -> rows.get(row)[column(arguments)];
            case "close" -> null;
            default -> throw new SQLException("Not in memory: " + method.getName(), "0A000");
        };
    }

    private Object value(@Nullable Object @Nullable [] arguments) throws SQLException {
        Object value = rows.get(row)[column(arguments)];
        if (value == null) {
            throw new SQLException("No value", "22002");
        }
        return value;
    }

    private static int column(@Nullable Object @Nullable [] arguments) throws SQLException {
        if (arguments == null || !(arguments[0] instanceof Integer index)) {
            throw new SQLException("Only columns by number are in memory", "0A000");
        }
        return index - 1;
    }
}
