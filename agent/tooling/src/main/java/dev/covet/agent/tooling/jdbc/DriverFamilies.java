package dev.covet.agent.tooling.jdbc;

import dev.covet.agent.tooling.adapter.Adapter;
import dev.covet.agent.tooling.adapter.AdapterLoaders;
import dev.covet.instrumentation.jdbc.WrapperFamily;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which wrappers suit a driver's connection: those of its adapter, or the plain ones. By the package of the connection's
 * class, because that is the same in every copy of a driver.
 */
final class DriverFamilies implements Function<Connection, WrapperFamily> {
    private static final Map<String, Adapter> ADAPTERS = Map.of(
            "org.postgresql.", adapter("postgresql", "PostgresFamily", "org.postgresql.core.BaseConnection"),
            "com.mysql.cj.", adapter("mysql", "MysqlFamily", "com.mysql.cj.jdbc.JdbcConnection"),
            "org.mariadb.jdbc.", adapter("mariadb", "MariaDbFamily", "org.mariadb.jdbc.Connection"));

    private final AdapterLoaders adapters;

    DriverFamilies(AdapterLoaders adapters) {
        this.adapters = adapters;
    }

    private static Adapter adapter(String name, String family, String library) {
        return new Adapter(name, "dev.covet.instrumentation.drivers." + name + "." + family, library);
    }

    @Override
    public WrapperFamily apply(Connection made) {
        Adapter adapter = adapterOf(made.getClass());
        ClassLoader loader = made.getClass().getClassLoader();
        if (adapter == null || loader == null) {
            return WrapperFamily.PLAIN;
        }
        return adapters.find(adapter, loader, WrapperFamily.class).orElse(WrapperFamily.PLAIN);
    }

    /** A handle that is a proxy is known by the interfaces of its driver. */
    static @Nullable Adapter adapterOf(Class<?> type) {
        Adapter adapter = adapterOf(type.getName());
        if (adapter == null && Proxy.isProxyClass(type)) {
            for (Class<?> each : type.getInterfaces()) {
                adapter = adapter == null ? adapterOf(each.getName()) : adapter;
            }
        }
        return adapter;
    }

    private static @Nullable Adapter adapterOf(String className) {
        for (Map.Entry<String, Adapter> entry : ADAPTERS.entrySet()) {
            if (className.startsWith(entry.getKey())) {
                return entry.getValue();
            }
        }
        return null;
    }
}
