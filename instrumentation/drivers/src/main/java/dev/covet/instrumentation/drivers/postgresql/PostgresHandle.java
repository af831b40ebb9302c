package dev.covet.instrumentation.drivers.postgresql;

import dev.covet.instrumentation.generator.Forwarding;
import dev.covet.instrumentation.jdbc.CovetConnection;
import dev.covet.instrumentation.jdbc.WrapperFamily;
import dev.covet.optimizer.engine.ConnectionSession;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/** What pgjdbc's pooled and distributed connections hand out: a handle with the public one of its interfaces. */
@Forwarding(
        name = "ForwardingPostgresHandle",
        of = PGConnection.class,
        extending = CovetConnection.class,
        accessor = "vendor",
        reportsCalls = true)
final class PostgresHandle extends ForwardingPostgresHandle {
    private final PGConnection vendor;

    PostgresHandle(Connection delegate, ConnectionSession session, WrapperFamily family) {
        super(delegate, session, family);
        this.vendor = (PGConnection) delegate;
    }

    @Override
    protected PGConnection vendor() {
        return vendor;
    }

    @Override
    protected void called() {
        vendorCalled();
    }

    @Override
    public PGNotification[] getNotifications() throws SQLException {
        vendorCalled();
        return heard(vendor.getNotifications());
    }

    @Override
    public PGNotification[] getNotifications(int timeoutMillis) throws SQLException {
        vendorCalled();
        return heard(vendor.getNotifications(timeoutMillis));
    }

    /** Who has told of something may have committed it before. Older drivers give null for none. */
    private PGNotification[] heard(PGNotification[] told) {
        if (told != null && told.length > 0) {
            session().answeredUnknown(null);
        }
        return told;
    }
}
