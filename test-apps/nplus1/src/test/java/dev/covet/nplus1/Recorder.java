package dev.covet.nplus1;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Array;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A data source that forwards to another one, which may change, and writes down each call of JDBC with what it was given
 * and what it returned. Stands where the application does; for one thread.
 */
final class Recorder {
    /** The most specific first. */
    private static final List<Class<?>> INTERFACES = List.of(
            Connection.class,
            CallableStatement.class,
            PreparedStatement.class,
            Statement.class,
            ResultSet.class,
            ResultSetMetaData.class,
            ParameterMetaData.class,
            DatabaseMetaData.class,
            Array.class);

    private final DataSource source =
            (DataSource) proxy(DataSource.class, (proxy, method, arguments) -> called(proxy, method, arguments));
    private final List<String> lines = new ArrayList<>();
    private final IdentityHashMap<Object, Object> proxies = new IdentityHashMap<>();
    private @Nullable DataSource target;

    DataSource dataSource() {
        return source;
    }

    /** From now on calls go there. */
    void target(DataSource next) {
        target = next;
        lines.clear();
        proxies.clear();
    }

    /** What was recorded since the last time. */
    List<String> take() {
        List<String> taken = new ArrayList<>(lines);
        lines.clear();
        proxies.clear();
        return taken;
    }

    private @Nullable Object called(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        return forward("source", Objects.requireNonNull(target), proxy, method, arguments);
    }

    private @Nullable Object forward(
            String name, Object real, Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        if (method.getDeclaringClass() == Object.class) {
            return switch (method.getName()) {
                case "equals" -> arguments != null && proxy == arguments[0];
                case "hashCode" -> System.identityHashCode(proxy);
                default -> name;
            };
        }
        String call = name + "." + method.getName() + (arguments == null ? "()" : text(arguments));
        try {
            Object result = wrapped(method.invoke(real, own(arguments)));
            lines.add(call + " = " + text(result));
            return result;
        } catch (InvocationTargetException thrown) {
            Throwable cause = thrown.getCause();
            String state = cause instanceof SQLException sql ? sql.getSQLState() + " " + sql.getErrorCode() : "";
            lines.add(call + " threw " + cause + " " + state);
            throw cause == null ? thrown : cause;
        }
    }

    /** The objects that are behind those we gave out: an array is made by one call and bound by another. */
    private @Nullable Object @Nullable [] own(@Nullable Object @Nullable [] arguments) {
        if (arguments == null
                || Arrays.stream(arguments).noneMatch(each -> each != null && Proxy.isProxyClass(each.getClass()))) {
            return arguments;
        }
        @Nullable Object[] own = arguments.clone();
        proxies.forEach((behind, proxy) -> {
            for (int i = 0; i < own.length; i++) {
                own[i] = own[i] == proxy ? behind : own[i];
            }
        });
        return own;
    }

    private @Nullable Object wrapped(@Nullable Object result) {
        Class<?> type = INTERFACES.stream()
                .filter(each -> each.isInstance(result))
                .findFirst()
                .orElse(null);
        if (result == null || type == null) {
            return result;
        }
        Object known = proxies.get(result);
        if (known != null) {
            return known;
        }
        String name = type.getSimpleName() + (proxies.size() + 1);
        Object made = proxy(type, (proxy, method, arguments) -> forward(name, result, proxy, method, arguments));
        proxies.put(result, made);
        return made;
    }

    private static Object proxy(Class<?> type, InvocationHandler handler) {
        return Proxy.newProxyInstance(Recorder.class.getClassLoader(), new Class<?>[] {type}, handler);
    }

    private static String text(@Nullable Object value) {
        if (value instanceof Object[] many) {
            return Arrays.deepToString(many);
        }
        if (value instanceof byte[] bytes) {
            return Arrays.toString(bytes);
        }
        if (value != null && Proxy.isProxyClass(value.getClass())) {
            return value.toString();
        }
        return value == null ? "null" : value.getClass().getSimpleName() + " " + value;
    }
}
