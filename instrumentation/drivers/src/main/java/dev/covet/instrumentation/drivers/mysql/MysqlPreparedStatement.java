package dev.covet.instrumentation.drivers.mysql;

import com.mysql.cj.jdbc.JdbcPreparedStatement;
import dev.covet.instrumentation.generator.Forwarding;
import dev.covet.instrumentation.jdbc.CovetConnection;
import dev.covet.instrumentation.jdbc.CovetPreparedStatement;
import dev.covet.instrumentation.jdbc.StatementSession;
import java.sql.PreparedStatement;

/** A prepared statement of Connector/J, with Connector/J's own interface. */
@Forwarding(
        name = "ForwardingMysqlPreparedStatement",
        of = JdbcPreparedStatement.class,
        extending = CovetPreparedStatement.class,
        beyond = PreparedStatement.class,
        reportsCalls = true)
final class MysqlPreparedStatement extends ForwardingMysqlPreparedStatement {
    private final JdbcPreparedStatement delegate;

    MysqlPreparedStatement(JdbcPreparedStatement delegate, CovetConnection connection, StatementSession session) {
        super(delegate, connection, session);
        this.delegate = delegate;
    }

    @Override
    protected JdbcPreparedStatement delegate() {
        return delegate;
    }

    @Override
    protected void called() {
        vendorCalled();
    }
}
