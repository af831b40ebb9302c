package dev.covet.instrumentation.drivers.mysql;

import com.mysql.cj.jdbc.JdbcStatement;
import dev.covet.instrumentation.generator.Forwarding;
import dev.covet.instrumentation.jdbc.CovetConnection;
import dev.covet.instrumentation.jdbc.CovetStatement;
import dev.covet.instrumentation.jdbc.StatementSession;
import java.sql.Statement;

/** A statement of Connector/J, with Connector/J's own interface. */
@Forwarding(
        name = "ForwardingMysqlStatement",
        of = JdbcStatement.class,
        extending = CovetStatement.class,
        beyond = Statement.class,
        reportsCalls = true)
final class MysqlStatement extends ForwardingMysqlStatement {
    private final JdbcStatement delegate;

    MysqlStatement(JdbcStatement delegate, CovetConnection connection, StatementSession session) {
        super(delegate, connection, session);
        this.delegate = delegate;
    }

    @Override
    protected JdbcStatement delegate() {
        return delegate;
    }

    @Override
    protected void called() {
        vendorCalled();
    }
}
