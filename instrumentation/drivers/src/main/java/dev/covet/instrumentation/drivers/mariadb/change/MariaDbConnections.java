package dev.covet.instrumentation.drivers.mariadb.change;

import dev.covet.instrumentation.jdbc.OwnConnections;
import dev.covet.instrumentation.jdbc.binlog.LogConnection;
import dev.covet.instrumentation.jdbc.binlog.LogConnections;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.mariadb.jdbc.Driver;

/** Opens connections as the application does, with settings of their own. Says nothing of address and password. */
final class MariaDbConnections implements LogConnections {
    private static final Map<String, String> SETTINGS = new TreeMap<>(Map.of(
            "connectTimeout", String.valueOf(PATIENCE),
            "tcpKeepAlive", "true",
            "autocommit", "true",
            "allowMultiQueries", "false",
            "transactionReplay", "false",
            "useServerPrepStmts", "false",
            "pool", "false"));

    private final ClientInternals internals = new ClientInternals();
    private final String url;
    private final Properties properties;

    MariaDbConnections(String url, Properties properties) {
        this.url = url;
        this.properties = properties;
    }

    @Override
    public Connection asking(int patience) throws SQLException {
        return open(patience);
    }

    @Override
    public LogConnection log() throws SQLException {
        return internals.log(open(PATIENCE));
    }

    private Connection open(int patience) throws SQLException {
        // What stands in the URL goes before properties, and what stands last in it before the rest.
        String parameters = SETTINGS.entrySet().stream()
                .map(entry -> entry.getKey() + '=' + entry.getValue())
                .collect(Collectors.joining("&", url.indexOf('?') < 0 ? "?" : "&", "&socketTimeout=" + patience));
        Connection made = OwnConnections.open(() -> new Driver().connect(url + parameters, properties));
        if (made == null) {
            throw new SQLException("The driver of MariaDB does not take the application's address.", "08001");
        }
        return made;
    }
}
