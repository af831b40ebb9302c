package dev.covet.instrumentation.jdbc;

import dev.covet.instrumentation.generator.Forwarding;
import java.sql.CallableStatement;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;

/** A call of a procedure. A result set that comes back as an output parameter is wrapped like any other. */
@Forwarding(
        name = "ForwardingCallableStatement",
        of = CallableStatement.class,
        extending = CovetPreparedStatement.class,
        beyond = PreparedStatement.class)
public class CovetCallableStatement extends ForwardingCallableStatement {
    private final CallableStatement delegate;

    protected CovetCallableStatement(CallableStatement delegate, CovetConnection connection, StatementSession session) {
        super(delegate, connection, session);
        this.delegate = delegate;
    }

    @Override
    protected CallableStatement delegate() {
        return delegate;
    }

    @Override
    public final Object getObject(int position) throws SQLException {
        return wrappedValue(delegate.getObject(position));
    }

    @Override
    public final Object getObject(int position, Map<String, Class<?>> types) throws SQLException {
        return wrappedValue(delegate.getObject(position, types));
    }

    @Override
    public final Object getObject(String name) throws SQLException {
        return wrappedValue(delegate.getObject(name));
    }

    @Override
    public final Object getObject(String name, Map<String, Class<?>> types) throws SQLException {
        return wrappedValue(delegate.getObject(name, types));
    }

    private Object wrappedValue(Object value) {
        return value instanceof ResultSet rows ? new CovetResultSet(rows, connection(), null) : value;
    }
}
