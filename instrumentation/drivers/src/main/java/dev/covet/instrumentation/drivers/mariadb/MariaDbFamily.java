package dev.covet.instrumentation.drivers.mariadb;

import dev.covet.instrumentation.jdbc.OwnConnections;
import dev.covet.instrumentation.jdbc.WrapperFamily;
import dev.covet.optimizer.engine.ConnectionSession;
import dev.covet.optimizer.engine.DriverRows;
import dev.covet.optimizer.engine.change.ChangeSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.mariadb.jdbc.Driver;
import org.mariadb.jdbc.HostAddress;

/** The objects of MariaDB Connector/J have no interfaces but those of JDBC. */
public final class MariaDbFamily extends WrapperFamily {
    /** The bit has had several names in this driver. */
    private static final long EXTENDED_TYPES = 1L << 35;

    private final DriverRows rows = rowsNamed("MariaDbDriverRows");

    @Override
    public DriverRows rows(Connection made) {
        return rows;
    }

    /** What a server, or a proxy in between, tells of types is another with the same options; it decides what metadata says. */
    @Override
    public Map<String, String> settings(Connection made) {
        if (!(made instanceof org.mariadb.jdbc.Connection connection)) {
            return Map.of();
        }
        boolean told = connection.getClient().getContext().hasClientCapability(EXTENDED_TYPES);
        return Map.of("extended types", String.valueOf(told));
    }

    @Override
    public @Nullable Connection connect(String url, Properties properties) throws SQLException {
        return OwnConnections.open(() -> new Driver().connect(url, properties));
    }

    @Override
    public ChangeSource changes(String url, Properties properties) {
        return changesNamed("change.MariaDbChangeSource", url, properties);
    }

    @Override
    public void locate(Connection made, ConnectionSession session) {
        if (made instanceof org.mariadb.jdbc.Connection connection) {
            session.serverProcess(connection.getThreadId());
            HostAddress server = connection.getClient().getHostAddress();
            if (server != null && server.host != null) {
                session.peer(server.host, server.port);
            }
        }
    }
}
