package dev.covet.instrumentation.drivers.mariadb.change;

import dev.covet.instrumentation.jdbc.binlog.BinlogChangeSource;
import dev.covet.instrumentation.jdbc.binlog.LogConnections;
import java.util.Properties;

/** Feeds by MariaDB Connector/J. */
public final class MariaDbChangeSource extends BinlogChangeSource {
    private final String url;
    private final Properties properties;

    /** With what the application gave the driver. */
    public MariaDbChangeSource(String url, Properties properties) {
        this.url = url;
        this.properties = properties;
    }

    @Override
    protected LogConnections connections() {
        return new MariaDbConnections(url, properties);
    }
}
