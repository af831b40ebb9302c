package dev.covet.instrumentation.drivers.postgresql;

import dev.covet.instrumentation.generator.Forwarding;
import dev.covet.instrumentation.jdbc.CovetCallableStatement;
import dev.covet.instrumentation.jdbc.CovetConnection;
import dev.covet.instrumentation.jdbc.StatementSession;
import java.sql.CallableStatement;
import org.postgresql.PGStatement;

/** A statement of pgjdbc, with pgjdbc's own interface. */
@Forwarding(
        name = "ForwardingPostgresCallableStatement",
        of = PGStatement.class,
        extending = CovetCallableStatement.class,
        accessor = "vendor",
        reportsCalls = true)
final class PostgresCallableStatement extends ForwardingPostgresCallableStatement {
    private final PGStatement vendor;

    PostgresCallableStatement(CallableStatement delegate, CovetConnection connection, StatementSession session) {
        super(delegate, connection, session);
        this.vendor = (PGStatement) delegate;
    }

    @Override
    protected PGStatement vendor() {
        return vendor;
    }

    @Override
    protected void called() {
        vendorCalled();
    }
}
