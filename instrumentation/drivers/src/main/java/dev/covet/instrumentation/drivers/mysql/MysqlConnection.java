package dev.covet.instrumentation.drivers.mysql;

import com.mysql.cj.jdbc.JdbcConnection;
import dev.covet.instrumentation.generator.Forwarding;
import dev.covet.instrumentation.jdbc.CovetConnection;
import dev.covet.instrumentation.jdbc.WrapperFamily;
import dev.covet.optimizer.engine.ConnectionSession;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/** A connection of Connector/J, with Connector/J's own interface. */
@Forwarding(
        name = "ForwardingMysqlConnection",
        of = JdbcConnection.class,
        extending = CovetConnection.class,
        beyond = Connection.class,
        reportsCalls = true)
final class MysqlConnection extends ForwardingMysqlConnection {
    private final JdbcConnection delegate;

    MysqlConnection(JdbcConnection delegate, ConnectionSession session, WrapperFamily family) {
        super(delegate, session, family);
        this.delegate = delegate;
    }

    @Override
    protected JdbcConnection delegate() {
        return delegate;
    }

    @Override
    protected void called() {
        vendorCalled();
    }

    @Override
    public Statement getMetaDataSafeStatement() throws SQLException {
        vendorCalled();
        return internal(delegate.getMetaDataSafeStatement());
    }

    @Override
    public PreparedStatement clientPrepareStatement(String sql) throws SQLException {
        return prepared(delegate.clientPrepareStatement(sql), sql);
    }

    @Override
    public PreparedStatement clientPrepareStatement(String sql, int keys) throws SQLException {
        return prepared(delegate.clientPrepareStatement(sql, keys), sql);
    }

    @Override
    public PreparedStatement clientPrepareStatement(String sql, int[] keys) throws SQLException {
        return prepared(delegate.clientPrepareStatement(sql, keys), sql);
    }

    @Override
    public PreparedStatement clientPrepareStatement(String sql, String[] keys) throws SQLException {
        return prepared(delegate.clientPrepareStatement(sql, keys), sql);
    }

    @Override
    public PreparedStatement clientPrepareStatement(String sql, int type, int concurrency) throws SQLException {
        return prepared(delegate.clientPrepareStatement(sql, type, concurrency), sql);
    }

    @Override
    public PreparedStatement clientPrepareStatement(String sql, int type, int concurrency, int holdability)
            throws SQLException {
        return prepared(delegate.clientPrepareStatement(sql, type, concurrency, holdability), sql);
    }

    @Override
    public PreparedStatement serverPrepareStatement(String sql) throws SQLException {
        return prepared(delegate.serverPrepareStatement(sql), sql);
    }

    @Override
    public PreparedStatement serverPrepareStatement(String sql, int keys) throws SQLException {
        return prepared(delegate.serverPrepareStatement(sql, keys), sql);
    }

    @Override
    public PreparedStatement serverPrepareStatement(String sql, int[] keys) throws SQLException {
        return prepared(delegate.serverPrepareStatement(sql, keys), sql);
    }

    @Override
    public PreparedStatement serverPrepareStatement(String sql, String[] keys) throws SQLException {
        return prepared(delegate.serverPrepareStatement(sql, keys), sql);
    }

    @Override
    public PreparedStatement serverPrepareStatement(String sql, int type, int concurrency) throws SQLException {
        return prepared(delegate.serverPrepareStatement(sql, type, concurrency), sql);
    }

    @Override
    public PreparedStatement serverPrepareStatement(String sql, int type, int concurrency, int holdability)
            throws SQLException {
        return prepared(delegate.serverPrepareStatement(sql, type, concurrency, holdability), sql);
    }
}
