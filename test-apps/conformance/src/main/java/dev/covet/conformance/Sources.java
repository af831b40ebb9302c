package dev.covet.conformance;

import java.lang.reflect.InvocationTargetException;
import java.util.Map;

/** Data sources of drivers, made as a container makes them: by the name of their class and their properties. */
final class Sources {
    /** For each target the classes for connections, for pools and for transaction managers. */
    private static final Map<String, Map<Kind, String>> CLASSES = Map.of(
            "h2", same("org.h2.jdbcx.JdbcDataSource"),
            "postgres",
                    Map.of(
                            Kind.PLAIN, "org.postgresql.ds.PGSimpleDataSource",
                            Kind.POOL, "org.postgresql.ds.PGConnectionPoolDataSource",
                            Kind.XA, "org.postgresql.xa.PGXADataSource"),
            "mariadb", same("org.mariadb.jdbc.MariaDbDataSource"),
            "mysql-driver",
                    Map.of(
                            Kind.PLAIN, "com.mysql.cj.jdbc.MysqlDataSource",
                            Kind.POOL, "com.mysql.cj.jdbc.MysqlConnectionPoolDataSource",
                            Kind.XA, "com.mysql.cj.jdbc.MysqlXADataSource"));

    /** What the connections are for. */
    enum Kind {
        PLAIN,
        POOL,
        XA
    }

    private Sources() {}

    private static Map<Kind, String> same(String name) {
        return Map.of(Kind.PLAIN, name, Kind.POOL, name, Kind.XA, name);
    }

    static Object make(String target, Kind kind, String url, String user, String password) {
        try {
            String name = CLASSES.getOrDefault(target, Map.of()).get(kind);
            Object source = Class.forName(name).getConstructor().newInstance();
            set(source, "setUrl", url);
            set(source, "setUser", user);
            set(source, "setPassword", password);
            return source;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("There is no " + kind + " data source for " + target + ".", e);
        }
    }

    private static void set(Object source, String setter, String value)
            throws IllegalAccessException, InvocationTargetException, NoSuchMethodException {
        for (var method : source.getClass().getMethods()) {
            if (method.getName().equalsIgnoreCase(setter)
                    && method.getParameterCount() == 1
                    && method.getParameterTypes()[0] == String.class) {
                method.invoke(source, value);
                return;
            }
        }
        throw new NoSuchMethodException(setter);
    }
}
