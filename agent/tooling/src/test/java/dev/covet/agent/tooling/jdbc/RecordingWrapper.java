package dev.covet.agent.tooling.jdbc;

import dev.covet.optimizer.engine.ManagedEnd;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Wraps each connection and writes down for whom. */
public final class RecordingWrapper implements ConnectionWrapper {
    final List<String> wrapped = new ArrayList<>();
    final List<Boolean> led = new ArrayList<>();
    int decided;

    /** Marks a wrapper. */
    interface Marked {}

    @Override
    public Connection wrap(Connection raw, @Nullable String url, @Nullable Properties properties, Object factory) {
        wrapped.add(factory.getClass().getSimpleName() + " " + url);
        return (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Connection.class, Marked.class}, (proxy, method, args) -> {
                    try {
                        return method.invoke(raw, args);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @Override
    public void lead(Connection connection, boolean on) {
        led.add(on);
    }

    @Override
    public @Nullable ManagedEnd decides() {
        decided++;
        return null;
    }

    @Override
    public boolean isWrapped(Connection connection) {
        return connection instanceof Marked;
    }
}
