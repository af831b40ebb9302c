package dev.covet.instrumentation.drivers.postgresql;

import dev.covet.instrumentation.generator.Forwarding;
import dev.covet.instrumentation.jdbc.CovetConnection;
import dev.covet.instrumentation.jdbc.WrapperFamily;
import dev.covet.optimizer.engine.ConnectionSession;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGNotification;
import org.postgresql.core.BaseConnection;

/** A connection of pgjdbc, with pgjdbc's own interface. */
@Forwarding(
        name = "ForwardingPostgresConnection",
        of = BaseConnection.class,
        extending = CovetConnection.class,
        beyond = Connection.class,
        reportsCalls = true)
final class PostgresConnection extends ForwardingPostgresConnection {
    private final BaseConnection delegate;

    PostgresConnection(BaseConnection delegate, ConnectionSession session, WrapperFamily family) {
        super(delegate, session, family);
        this.delegate = delegate;
    }

    @Override
    protected BaseConnection delegate() {
        return delegate;
    }

    @Override
    protected void called() {
        vendorCalled();
    }

    @Override
    public @Nullable ResultSet execSQLQuery(String sql) throws SQLException {
        vendorCalled();
        return foreign(delegate.execSQLQuery(sql));
    }

    @Override
    public @Nullable ResultSet execSQLQuery(String sql, int type, int concurrency) throws SQLException {
        vendorCalled();
        return foreign(delegate.execSQLQuery(sql, type, concurrency));
    }

    @Override
    public PGNotification[] getNotifications() throws SQLException {
        vendorCalled();
        return heard(delegate.getNotifications());
    }

    @Override
    public PGNotification[] getNotifications(int timeoutMillis) throws SQLException {
        vendorCalled();
        return heard(delegate.getNotifications(timeoutMillis));
    }

    /** Who has told of something may have committed it before. Older drivers give null for none. */
    private PGNotification[] heard(PGNotification[] told) {
        if (told != null && told.length > 0) {
            session().answeredUnknown(null);
        }
        return told;
    }
}
