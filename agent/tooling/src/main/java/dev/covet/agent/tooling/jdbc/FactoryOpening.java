package dev.covet.agent.tooling.jdbc;

import dev.covet.instrumentation.jdbc.OwnConnections;
import dev.covet.optimizer.engine.node.NodeOpening;
import dev.covet.optimizer.sql.Dialect;
import java.lang.ref.WeakReference;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A call of a driver, or of its data source, that can be repeated. It has the password in it, as the driver has. */
final class FactoryOpening implements NodeOpening {
    private final WeakReference<Object> factory;
    private final @Nullable String url;
    private final Properties properties;

    FactoryOpening(Object factory, @Nullable String url, @Nullable Properties properties) {
        this.factory = new WeakReference<>(factory);
        this.url = url;
        this.properties = new Properties();
        if (properties != null) {
            properties
                    .stringPropertyNames()
                    .forEach(name -> this.properties.setProperty(name, properties.getProperty(name)));
        }
    }

    @Override
    public @Nullable Connection open(Duration patience) throws SQLException {
        Object known = factory.get();
        if (known instanceof Driver driver && url != null) {
            Properties limited = new Properties();
            properties.stringPropertyNames().forEach(name -> limited.setProperty(name, properties.getProperty(name)));
            String address = limited(url, limited, patience);
            return OwnConnections.open(() -> driver.connect(address, limited));
        }
        if (known instanceof DataSource source) {
            return OwnConnections.open(source::getConnection);
        }
        return null;
    }

    /** The drivers we know can be told how long to wait; some believe the URL, some the properties. */
    private static String limited(String url, Properties properties, Duration patience) {
        if (url.startsWith("jdbc:postgresql:")) {
            long seconds = Math.max(1, patience.toSeconds());
            String options = "connectTimeout=" + seconds + "&socketTimeout=" + seconds;
            return url + (url.indexOf('?') < 0 ? '?' : '&') + options;
        }
        String millis = String.valueOf(patience.toMillis());
        if (url.startsWith("jdbc:mariadb:")) {
            return url + (url.indexOf('?') < 0 ? '?' : '&') + "connectTimeout=" + millis + "&socketTimeout=" + millis;
        }
        if (url.startsWith("jdbc:mysql:")) {
            properties.setProperty("connectTimeout", millis);
            properties.setProperty("socketTimeout", millis);
        }
        return url;
    }

    @Override
    public @Nullable Boolean readOnly(Connection own) throws SQLException {
        Dialect dialect =
                Dialect.ofUrl(url == null ? String.valueOf(own.getMetaData().getURL()) : url);
        String question = switch (dialect) {
            case POSTGRESQL -> "select pg_is_in_recovery()";
            case MYSQL -> "select @@global.read_only";
            default -> "";
        };
        if (question.isEmpty()) {
            return null;
        }
        try (Statement statement = own.createStatement();
                ResultSet rows = statement.executeQuery(question)) {
            return rows.next() && rows.getBoolean(1);
        }
    }
}
