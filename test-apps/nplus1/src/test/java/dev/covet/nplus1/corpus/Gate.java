package dev.covet.nplus1.corpus;

import dev.covet.fixtures.TestDatabase;
import dev.covet.instrumentation.jdbc.JdbcBoundary;
import dev.covet.nplus1.Boundaries;
import dev.covet.optimizer.engine.SelfProtection;
import dev.covet.optimizer.engine.Stage;
import dev.covet.optimizer.sql.Dialect;
import dev.covet.optimizer.sql.SqlText;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The data source of all programs on one database: a pool whose connections stay open while what is put around them can be
 * replaced, so that each request can be the first one that Covet sees. For one thread.
 */
final class Gate implements AutoCloseable {
    private final TestDatabase database;
    private final String url;
    private final Dialect dialect;
    private final List<Connection> opened = new ArrayList<>();
    private final Deque<Connection> free = new ArrayDeque<>();
    private final List<Preparation> preparations = new ArrayList<>();
    private final DataSource source =
            (DataSource) proxy(DataSource.class, (proxy, method, arguments) -> switch (method.getName()) {
                case "getConnection" -> borrow();
                case "isWrapperFor" -> false;
                case "hashCode" -> System.identityHashCode(proxy);
                case "equals" -> arguments != null && proxy == arguments[0];
                case "toString" -> "gate";
                default -> null;
            });
    private @Nullable JdbcBoundary boundary;
    private int loans;

    Gate(TestDatabase database, String url) {
        this.database = database;
        this.url = url;
        this.dialect = url.startsWith("jdbc:postgresql:") ? Dialect.POSTGRESQL : Dialect.MYSQL;
    }

    boolean postgres() {
        return dialect == Dialect.POSTGRESQL;
    }

    DataSource dataSource() {
        return source;
    }

    /** From now on connections are seen by a Covet that knows nothing yet. */
    void fresh(Stage watching, Stage prefetching) {
        boundary = Boundaries.of(
                watching, prefetching, System::nanoTime, new SelfProtection(System::nanoTime, (sentence, error) -> {
                    throw new AssertionError(sentence, error);
                }));
        free.clear();
        for (Connection each : opened) {
            free.add(boundary.wrap(each, url, properties()));
        }
    }

    /** What was prepared since the last time. */
    List<Preparation> preparations() {
        List<Preparation> taken = new ArrayList<>(preparations);
        preparations.clear();
        return taken;
    }

    private Properties properties() {
        Properties properties = new Properties();
        properties.setProperty("user", database.user());
        properties.setProperty("password", database.password());
        return properties;
    }

    private Connection borrow() throws SQLException {
        Connection wrapped = free.poll();
        if (wrapped == null) {
            Connection made = DriverManager.getConnection(url, properties());
            opened.add(made);
            wrapped = Objects.requireNonNull(boundary).wrap(made, url, properties());
        }
        return loan(wrapped, ++loans);
    }

    private Connection loan(Connection wrapped, int loan) {
        boolean[] returned = {false};
        return (Connection) proxy(Connection.class, (proxy, method, arguments) -> {
            switch (method.getName()) {
                case "close" -> {
                    if (!returned[0]) {
                        returned[0] = true;
                        giveBack(wrapped);
                    }
                    return null;
                }
                case "isClosed" -> {
                    return returned[0];
                }
                case "hashCode" -> {
                    return System.identityHashCode(proxy);
                }
                case "equals" -> {
                    return arguments != null && proxy == arguments[0];
                }
                case "prepareStatement" -> prepared(Objects.requireNonNull(arguments)[0], loan);
                default -> {}
            }
            return invoke(wrapped, method, arguments);
        });
    }

    private void prepared(@Nullable Object sql, int loan) {
        SqlText text = SqlText.of(String.valueOf(sql), dialect);
        preparations.add(new Preparation(Watch.key(text), text.fingerprint().toString(), loan));
    }

    private void giveBack(Connection wrapped) throws SQLException {
        if (!wrapped.getAutoCommit()) {
            wrapped.rollback();
            wrapped.setAutoCommit(true);
        }
        wrapped.setReadOnly(false);
        free.push(wrapped);
    }

    private static @Nullable Object invoke(Object target, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException thrown) {
            Throwable cause = thrown.getCause();
            throw cause == null ? thrown : cause;
        }
    }

    private interface Handler {
        @Nullable Object called(Object proxy, Method method, @Nullable Object @Nullable [] arguments) throws Throwable;
    }

    private static Object proxy(Class<?> type, Handler handler) {
        return Proxy.newProxyInstance(Gate.class.getClassLoader(), new Class<?>[] {type}, handler::called);
    }

    @Override
    public void close() throws SQLException {
        for (Connection each : opened) {
            each.close();
        }
        database.close();
    }
}
