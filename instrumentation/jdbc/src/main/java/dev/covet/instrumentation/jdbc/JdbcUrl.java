package dev.covet.instrumentation.jdbc;

import dev.covet.optimizer.engine.ConnectionFacts;
import dev.covet.optimizer.sql.Dialect;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Reads the facts out of a JDBC URL. Drivers do not agree on a form; what is not understood stays empty, and the
 * password is never looked at. Of several hosts the first is named.
 */
final class JdbcUrl {
    /** By the word after "jdbc:"; the conventions of OpenTelemetry spell the product. */
    private static final Map<String, Product> PRODUCTS = Map.ofEntries(
            Map.entry("postgresql", new Product("postgresql", 5432)),
            Map.entry("pgsql", new Product("postgresql", 5432)),
            Map.entry("mysql", new Product("mysql", 3306)),
            Map.entry("mysqlx", new Product("mysql", 33060)),
            Map.entry("mariadb", new Product("mariadb", 3306)),
            Map.entry("h2", new Product("h2database", 9092)),
            Map.entry("sqlite", new Product("sqlite", 0)),
            Map.entry("hsqldb", new Product("hsqldb", 9001)),
            Map.entry("derby", new Product("derby", 1527)),
            Map.entry("oracle", new Product("oracle.db", 1521)),
            Map.entry("sqlserver", new Product("microsoft.sql_server", 1433)),
            Map.entry("jtds", new Product("microsoft.sql_server", 1433)),
            Map.entry("db2", new Product("ibm.db2", 50000)),
            Map.entry("clickhouse", new Product("clickhouse", 8123)),
            Map.entry("redshift", new Product("aws.redshift", 5439)),
            Map.entry("cockroachdb", new Product("cockroachdb", 26257)),
            Map.entry("trino", new Product("trino", 8080)),
            Map.entry("sap", new Product("sap.hana", 30015)),
            Map.entry("firebirdsql", new Product("firebirdsql", 3050)));

    private record Product(String system, int port) {}

    private JdbcUrl() {}

    static ConnectionFacts facts(@Nullable String url, @Nullable Properties properties, String driver) {
        String text = url == null ? "" : url;
        String scheme = scheme(text);
        Product product = PRODUCTS.getOrDefault(scheme, new Product("other_sql", 0));
        Dialect dialect = Dialect.ofUrl(text);
        String rest = scheme.isEmpty() ? text : text.substring(Math.min(scheme.length() + 6, text.length()));
        Map<String, String> options = UrlOptions.of(rest);
        UrlTarget target = UrlTarget.of(scheme, UrlOptions.without(rest), options);
        String user = first(property(properties, "user"), first(options.getOrDefault("user", ""), target.user()));
        String schema = first(property(properties, "currentschema"), options.getOrDefault("currentschema", ""));
        int port = target.host().isEmpty() ? 0 : target.port() == 0 ? product.port() : target.port();
        return new ConnectionFacts(
                dialect,
                product.system(),
                target.host(),
                port,
                product.port(),
                database(target, scheme, user),
                schema.isEmpty() ? null : firstOf(schema),
                user,
                driver);
    }

    /** An option of the URL or of the properties, by its name in lower case; empty if there is none. */
    static String option(String url, @Nullable Properties properties, String name) {
        return first(UrlOptions.of(url).getOrDefault(name, ""), property(properties, name));
    }

    private static String scheme(String url) {
        if (!url.regionMatches(true, 0, "jdbc:", 0, 5)) {
            return "";
        }
        int end = 5;
        while (end < url.length() && Character.isLetterOrDigit(url.charAt(end))) {
            end++;
        }
        return url.substring(5, end).toLowerCase(Locale.ROOT);
    }

    /** PostgreSQL names the database after the user when the URL does not. */
    private static String database(UrlTarget target, String scheme, String user) {
        return target.database().isEmpty() && scheme.equals("postgresql") ? user : target.database();
    }

    private static String firstOf(String searchPath) {
        int comma = searchPath.indexOf(',');
        return (comma < 0 ? searchPath : searchPath.substring(0, comma)).strip();
    }

    private static String property(@Nullable Properties properties, String name) {
        if (properties == null) {
            return "";
        }
        for (String key : properties.stringPropertyNames()) {
            if (key.equalsIgnoreCase(name)) {
                return properties.getProperty(key, "");
            }
        }
        return "";
    }

    private static String first(String one, String other) {
        return one.isEmpty() ? other : one;
    }
}
