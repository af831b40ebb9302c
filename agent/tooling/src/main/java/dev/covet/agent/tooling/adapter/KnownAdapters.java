package dev.covet.agent.tooling.adapter;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The adapters for pools and servlets: by the folder they lie in, the class by which their library is recognised. */
final class KnownAdapters {
    private static final Map<String, String> LIBRARIES = Map.of(
            "hikari", "com.zaxxer.hikari.pool.HikariPool",
            "tomcat", "org.apache.tomcat.jdbc.pool.ConnectionPool",
            "dbcp2", "org.apache.commons.dbcp2.BasicDataSource",
            "c3p0", "com.mchange.v2.c3p0.impl.AbstractPoolBackedDataSource",
            "agroal", "io.agroal.api.AgroalDataSource",
            "jakarta", "jakarta.servlet.Servlet",
            "javax", "javax.servlet.Servlet");

    private KnownAdapters() {}

    /** The adapter with this class, which lies in a package of its own. */
    static @Nullable Adapter of(String className) {
        int dot = className.lastIndexOf('.');
        String name = className.substring(className.lastIndexOf('.', dot - 1) + 1, dot);
        String library = LIBRARIES.get(name);
        return library == null ? null : new Adapter(name, className, library);
    }
}
