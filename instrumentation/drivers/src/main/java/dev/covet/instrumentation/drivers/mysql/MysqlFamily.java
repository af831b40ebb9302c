package dev.covet.instrumentation.drivers.mysql;

import com.mysql.cj.conf.PropertyKey;
import com.mysql.cj.conf.RuntimeProperty;
import com.mysql.cj.jdbc.Driver;
import com.mysql.cj.jdbc.JdbcConnection;
import com.mysql.cj.jdbc.JdbcPreparedStatement;
import com.mysql.cj.jdbc.JdbcStatement;
import dev.covet.instrumentation.jdbc.CovetConnection;
import dev.covet.instrumentation.jdbc.CovetPreparedStatement;
import dev.covet.instrumentation.jdbc.CovetStatement;
import dev.covet.instrumentation.jdbc.OwnConnections;
import dev.covet.instrumentation.jdbc.StatementSession;
import dev.covet.instrumentation.jdbc.WrapperFamily;
import dev.covet.optimizer.engine.ConnectionFacts;
import dev.covet.optimizer.engine.ConnectionSession;
import dev.covet.optimizer.engine.DriverRows;
import dev.covet.optimizer.engine.change.ChangeSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Wrappers that have Connector/J's interfaces. Its callable statements have none of their own. */
public final class MysqlFamily extends WrapperFamily {
    private final DriverRows rows = rowsNamed("MysqlDriverRows");

    @Override
    public DriverRows rows(Connection made) {
        return rows;
    }

    @Override
    public CovetConnection connection(Connection made, ConnectionSession session) {
        return made instanceof JdbcConnection connection
                ? new MysqlConnection(connection, session, this)
                : super.connection(made, session);
    }

    @Override
    public CovetStatement statement(Statement made, CovetConnection connection, StatementSession session) {
        return made instanceof JdbcStatement statement
                ? new MysqlStatement(statement, connection, session)
                : super.statement(made, connection, session);
    }

    @Override
    public CovetPreparedStatement prepared(
            PreparedStatement made, CovetConnection connection, StatementSession session) {
        return made instanceof JdbcPreparedStatement statement
                ? new MysqlPreparedStatement(statement, connection, session)
                : super.prepared(made, connection, session);
    }

    /** Connector/J connects to MariaDB too; the version that the server greeted with tells. */
    @Override
    public ConnectionFacts facts(Connection made, ConnectionFacts fromUrl) {
        boolean mariaDb = made instanceof JdbcConnection connection
                && connection
                        .getServerVersion()
                        .toString()
                        .toLowerCase(Locale.ROOT)
                        .contains("mariadb");
        return mariaDb ? fromUrl.withSystem("mariadb") : fromUrl;
    }

    /** A data source of this driver puts nothing of what it is set to into the URL. */
    @Override
    public Map<String, String> settings(Connection made) {
        if (!(made instanceof JdbcConnection connection)) {
            return Map.of();
        }
        Map<String, String> told = new HashMap<>();
        for (PropertyKey key : PropertyKey.values()) {
            RuntimeProperty<?> property = connection.getPropertySet().getProperty(key);
            if (property != null && property.isExplicitlySet()) {
                told.put(key.getKeyName(), String.valueOf(property.getStringValue()));
            }
        }
        return told;
    }

    @Override
    public @Nullable Connection connect(String url, Properties properties) throws SQLException {
        return OwnConnections.open(() -> new Driver().connect(url, properties));
    }

    @Override
    public ChangeSource changes(String url, Properties properties) {
        return changesNamed("change.MysqlChangeSource", url, properties);
    }

    @Override
    public void locate(Connection made, ConnectionSession session) {
        if (made instanceof JdbcConnection connection) {
            session.serverProcess(connection.getId());
            String pair = connection.getHostPortPair();
            int colon = pair.lastIndexOf(':');
            if (colon > 0) {
                session.peer(pair.substring(0, colon), Integer.parseInt(pair.substring(colon + 1)));
            }
        }
    }
}
