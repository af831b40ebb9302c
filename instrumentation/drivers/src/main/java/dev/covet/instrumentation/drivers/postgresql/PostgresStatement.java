package dev.covet.instrumentation.drivers.postgresql;

import dev.covet.instrumentation.generator.Forwarding;
import dev.covet.instrumentation.jdbc.CovetConnection;
import dev.covet.instrumentation.jdbc.CovetStatement;
import dev.covet.instrumentation.jdbc.StatementSession;
import java.sql.Statement;
import org.postgresql.PGStatement;

/** A statement of pgjdbc, with pgjdbc's own interface. */
@Forwarding(
        name = "ForwardingPostgresStatement",
        of = PGStatement.class,
        extending = CovetStatement.class,
        accessor = "vendor",
        reportsCalls = true)
final class PostgresStatement extends ForwardingPostgresStatement {
    private final PGStatement vendor;

    PostgresStatement(Statement delegate, CovetConnection connection, StatementSession session) {
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
