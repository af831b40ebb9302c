package dev.covet.instrumentation.drivers.postgresql.change;

import dev.covet.instrumentation.jdbc.OwnConnections;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.postgresql.Driver;

/** Opens connections as the application does, with settings of their own. Says nothing of address and password. */
final class FeedConnections {
    private static final String SECONDS = "10";

    private static final Map<String, String> BOTH = Map.of(
            "ApplicationName", "covet",
            "connectTimeout", SECONDS,
            "loginTimeout", SECONDS,
            "socketTimeout", SECONDS,
            "tcpKeepAlive", "true",
            "targetServerType", "preferPrimary",
            "loadBalanceHosts", "false",
            "readOnly", "false",
            // Nobody's function or table can stand before those of the server.
            "currentSchema", "pg_catalog");

    private final String url;
    private final Properties properties;

    FeedConnections(String url, Properties properties) {
        this.url = url;
        this.properties = properties;
    }

    /** For questions, one statement at a time. */
    Connection asking() throws SQLException {
        return open(Map.of("preferQueryMode", "extended"));
    }

    /** For questions of threads that have something else to do. */
    Connection witness() throws SQLException {
        return open(Map.of("preferQueryMode", "extended", "socketTimeout", "1"));
    }

    /** For the log. */
    Connection replicating() throws SQLException {
        return open(Map.of("replication", "database", "preferQueryMode", "simple", "assumeMinServerVersion", "10"));
    }

    private Connection open(Map<String, String> further) throws SQLException {
        Map<String, String> settings = new TreeMap<>(BOTH);
        settings.putAll(further);
        // What stands in the URL goes before properties, and what stands last in it before the rest.
        String parameters = settings.entrySet().stream()
                .map(entry -> entry.getKey() + '=' + entry.getValue())
                .collect(Collectors.joining("&", url.indexOf('?') < 0 ? "?" : "&", ""));
        Connection made = OwnConnections.open(() -> new Driver().connect(url + parameters, properties));
        if (made == null) {
            throw new SQLException("The driver of PostgreSQL does not take the application's address.", "08001");
        }
        return made;
    }
}
