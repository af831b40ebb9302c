package dev.covet.instrumentation.drivers.mysql.change;

import dev.covet.instrumentation.jdbc.binlog.BinlogChangeSource;
import dev.covet.instrumentation.jdbc.binlog.LogConnections;
import java.util.Properties;

/** Feeds by MySQL Connector/J, of MariaDB, too. */
public final class MysqlChangeSource extends BinlogChangeSource {
    private final String url;
    private final Properties properties;

    /** With what the application gave the driver. */
    public MysqlChangeSource(String url, Properties properties) {
        this.url = url;
        this.properties = properties;
    }

    @Override
    protected LogConnections connections() {
        return new MysqlConnections(url, properties);
    }
}
