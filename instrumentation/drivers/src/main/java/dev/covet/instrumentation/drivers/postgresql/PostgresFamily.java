package dev.covet.instrumentation.drivers.postgresql;

import dev.covet.instrumentation.jdbc.CovetCallableStatement;
import dev.covet.instrumentation.jdbc.CovetConnection;
import dev.covet.instrumentation.jdbc.CovetPreparedStatement;
import dev.covet.instrumentation.jdbc.CovetStatement;
import dev.covet.instrumentation.jdbc.OwnConnections;
import dev.covet.instrumentation.jdbc.StatementSession;
import dev.covet.instrumentation.jdbc.WrapperFamily;
import dev.covet.optimizer.engine.ConnectionSession;
import dev.covet.optimizer.engine.DriverRows;
import dev.covet.optimizer.engine.change.ChangeSource;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;
import org.postgresql.PGConnection;
import org.postgresql.PGStatement;
import org.postgresql.core.BaseConnection;
import org.postgresql.util.HostSpec;

/** Wrappers that have pgjdbc's interfaces. */
public final class PostgresFamily extends WrapperFamily {
    private final DriverRows rows = rowsNamed("PostgresDriverRows");

    @Override
    public CovetConnection connection(Connection made, ConnectionSession session) {
        if (made instanceof BaseConnection connection) {
            return new PostgresConnection(connection, session, this);
        }
        return made instanceof PGConnection ? new PostgresHandle(made, session, this) : super.connection(made, session);
    }

    @Override
    public CovetStatement statement(Statement made, CovetConnection connection, StatementSession session) {
        return made instanceof PGStatement
                ? new PostgresStatement(made, connection, session)
                : super.statement(made, connection, session);
    }

    @Override
    public CovetPreparedStatement prepared(
            PreparedStatement made, CovetConnection connection, StatementSession session) {
        return made instanceof PGStatement
                ? new PostgresPreparedStatement(made, connection, session)
                : super.prepared(made, connection, session);
    }

    @Override
    public CovetCallableStatement callable(
            CallableStatement made, CovetConnection connection, StatementSession session) {
        return made instanceof PGStatement
                ? new PostgresCallableStatement(made, connection, session)
                : super.callable(made, connection, session);
    }

    @Override
    public DriverRows rows(Connection made) {
        return rows;
    }

    @Override
    public @Nullable Connection connect(String url, Properties properties) throws SQLException {
        return OwnConnections.open(() -> new Driver().connect(url, properties));
    }

    /** What stands last goes before the rest, and before properties. */
    @Override
    public String ofAnyRole(String url) {
        return url + (url.indexOf('?') < 0 ? '?' : '&') + "targetServerType=any&loadBalanceHosts=false";
    }

    @Override
    public ChangeSource changes(String url, Properties properties) {
        return changesNamed("change.PostgresChangeSource", url, properties);
    }

    @Override
    public void locate(Connection made, ConnectionSession session) {
        if (made instanceof BaseConnection connection) {
            HostSpec server = connection.getQueryExecutor().getHostSpec();
            session.peer(server.getHost(), server.getPort());
            session.serverProcess(connection.getBackendPID());
        }
    }
}
