package dev.covet.instrumentation.jdbc;

import dev.covet.instrumentation.generator.Forwarding;
import dev.covet.optimizer.engine.Setter;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** A prepared statement: its text was given before. */
@Forwarding(
        name = "ForwardingPreparedStatement",
        of = PreparedStatement.class,
        extending = CovetStatement.class,
        beyond = Statement.class,
        byHand = {"execute*"},
        reportsBindings = true)
public class CovetPreparedStatement extends ForwardingPreparedStatement {
    private final PreparedStatement delegate;

    protected CovetPreparedStatement(PreparedStatement delegate, CovetConnection connection, StatementSession session) {
        super(delegate, connection, session);
        this.delegate = delegate;
    }

    @Override
    protected PreparedStatement delegate() {
        return delegate;
    }

    @Override
    public final ResultSet executeQuery() throws SQLException {
        return session().idle()
                ? wrapped(delegate.executeQuery(), null)
                : queried(session().run(Execution.PREPARED_QUERY, delegate, null, null));
    }

    @Override
    public final int executeUpdate() throws SQLException {
        return session().idle()
                ? delegate.executeUpdate()
                : (int) session().run(Execution.PREPARED_UPDATE, delegate, null, null);
    }

    @Override
    public final long executeLargeUpdate() throws SQLException {
        return session().idle()
                ? delegate.executeLargeUpdate()
                : (long) session().run(Execution.PREPARED_LARGE_UPDATE, delegate, null, null);
    }

    @Override
    public final boolean execute() throws SQLException {
        return session().idle()
                ? delegate.execute()
                : (boolean) session().run(Execution.PREPARED_EXECUTE, delegate, null, null);
    }

    @Override
    public final void addBatch() throws SQLException {
        delegate.addBatch();
        session().added(null);
    }

    @Override
    public final void clearParameters() throws SQLException {
        delegate.clearParameters();
        session().clearParameters();
    }

    @Override
    protected final boolean binding() {
        return session().binding();
    }

    @Override
    protected final void bound(int position, @Nullable Object value, Setter setter, int type) {
        session().bound(position, value, setter, type);
    }
}
