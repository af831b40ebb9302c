package dev.covet.instrumentation.drivers.postgresql;

import dev.covet.instrumentation.generator.Forwarding;
import dev.covet.instrumentation.jdbc.CovetConnection;
import dev.covet.instrumentation.jdbc.CovetPreparedStatement;
import dev.covet.instrumentation.jdbc.StatementSession;
import java.sql.PreparedStatement;
import org.postgresql.PGStatement;

/** A statement of pgjdbc, with pgjdbc's own interface. */
@Forwarding(
        name = "ForwardingPostgresPreparedStatement",
        of = PGStatement.class,
        extending = CovetPreparedStatement.class,
        accessor = "vendor",
        reportsCalls = true)
final class PostgresPreparedStatement extends ForwardingPostgresPreparedStatement {
    private final PGStatement vendor;

    PostgresPreparedStatement(PreparedStatement delegate, CovetConnection connection, StatementSession session) {
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
