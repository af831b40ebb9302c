package dev.covet.instrumentation.jdbc;

import dev.covet.instrumentation.generator.Forwarding;
import dev.covet.optimizer.engine.StatementCall;
import dev.covet.optimizer.engine.Wrapped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** A statement that leads each execution through its session. */
@Forwarding(
        name = "ForwardingStatement",
        of = Statement.class,
        byHand = {"execute*", "cancel", "close", "unwrap", "isWrapperFor"})
public class CovetStatement extends ForwardingStatement implements Wrapped {
    private final Statement delegate;
    private final CovetConnection connection;
    private final StatementSession session;
    private @Nullable CovetResultSet current;
    private @Nullable CovetResultSet generatedKeys;
    private @Nullable CovetStatement behind;
    private int fetchSize;

    protected CovetStatement(Statement delegate, CovetConnection connection, StatementSession session) {
        this.delegate = delegate;
        this.connection = connection;
        this.session = session;
    }

    @Override
    protected Statement delegate() {
        return delegate;
    }

    @Override
    public final Object covetDelegate() {
        return delegate;
    }

    protected final StatementSession session() {
        return session;
    }

    final CovetConnection connection() {
        return connection;
    }

    @Override
    public final @Nullable Connection getConnection() throws SQLException {
        // The driver decides whether a closed statement still has one.
        return connection.connected(delegate.getConnection());
    }

    @Override
    public final void cancel() throws SQLException {
        session.cancel();
        delegate.cancel();
    }

    @Override
    public final void setFetchSize(int rows) throws SQLException {
        delegate.setFetchSize(rows);
        fetchSize = rows;
    }

    @Override
    public final void setQueryTimeout(int seconds) throws SQLException {
        delegate.setQueryTimeout(seconds);
        session.timeoutSet();
    }

    @Override
    public final ResultSet executeQuery(String sql) throws SQLException {
        return session.idle()
                ? wrapped(delegate.executeQuery(sql), null)
                : queried(session.run(Execution.QUERY, delegate, sql, null));
    }

    @Override
    public final int executeUpdate(String sql) throws SQLException {
        return session.idle() ? delegate.executeUpdate(sql) : (int) session.run(Execution.UPDATE, delegate, sql, null);
    }

    @Override
    public final int executeUpdate(String sql, int keys) throws SQLException {
        return session.idle()
                ? delegate.executeUpdate(sql, keys)
                : (int) session.run(Execution.UPDATE, delegate, sql, keys);
    }

    @Override
    public final int executeUpdate(String sql, int[] keys) throws SQLException {
        return direct(keys)
                ? delegate.executeUpdate(sql, keys)
                : (int) session.run(Execution.UPDATE, delegate, sql, keys);
    }

    @Override
    public final int executeUpdate(String sql, String[] keys) throws SQLException {
        return direct(keys)
                ? delegate.executeUpdate(sql, keys)
                : (int) session.run(Execution.UPDATE, delegate, sql, keys);
    }

    @Override
    public final long executeLargeUpdate(String sql) throws SQLException {
        return session.idle()
                ? delegate.executeLargeUpdate(sql)
                : (long) session.run(Execution.LARGE_UPDATE, delegate, sql, null);
    }

    @Override
    public final long executeLargeUpdate(String sql, int keys) throws SQLException {
        return session.idle()
                ? delegate.executeLargeUpdate(sql, keys)
                : (long) session.run(Execution.LARGE_UPDATE, delegate, sql, keys);
    }

    @Override
    public final long executeLargeUpdate(String sql, int[] keys) throws SQLException {
        return direct(keys)
                ? delegate.executeLargeUpdate(sql, keys)
                : (long) session.run(Execution.LARGE_UPDATE, delegate, sql, keys);
    }

    @Override
    public final long executeLargeUpdate(String sql, String[] keys) throws SQLException {
        return direct(keys)
                ? delegate.executeLargeUpdate(sql, keys)
                : (long) session.run(Execution.LARGE_UPDATE, delegate, sql, keys);
    }

    @Override
    public final boolean execute(String sql) throws SQLException {
        return session.idle() ? delegate.execute(sql) : (boolean) session.run(Execution.EXECUTE, delegate, sql, null);
    }

    @Override
    public final boolean execute(String sql, int keys) throws SQLException {
        return session.idle()
                ? delegate.execute(sql, keys)
                : (boolean) session.run(Execution.EXECUTE, delegate, sql, keys);
    }

    @Override
    public final boolean execute(String sql, int[] keys) throws SQLException {
        return direct(keys)
                ? delegate.execute(sql, keys)
                : (boolean) session.run(Execution.EXECUTE, delegate, sql, keys);
    }

    @Override
    public final boolean execute(String sql, String[] keys) throws SQLException {
        return direct(keys)
                ? delegate.execute(sql, keys)
                : (boolean) session.run(Execution.EXECUTE, delegate, sql, keys);
    }

    /** What drivers do without a list of keys differs, so they are asked themselves. */
    private boolean direct(Object keys) {
        return session.idle() || keys == null;
    }

    @Override
    public final int[] executeBatch() throws SQLException {
        return session.idle() ? delegate.executeBatch() : (int[]) session.run(Execution.BATCH, delegate, null, null);
    }

    @Override
    public final long[] executeLargeBatch() throws SQLException {
        return session.idle()
                ? delegate.executeLargeBatch()
                : (long[]) session.run(Execution.LARGE_BATCH, delegate, null, null);
    }

    @Override
    public final void addBatch(String sql) throws SQLException {
        delegate.addBatch(sql);
        session.added(sql);
    }

    @Override
    public final void clearBatch() throws SQLException {
        delegate.clearBatch();
        session.clearBatch();
    }

    @Override
    public final @Nullable ResultSet getResultSet() throws SQLException {
        ResultSet made = session.executed(delegate).getResultSet();
        return made == null ? made : wrapped(made, session.reading());
    }

    @Override
    public final int getUpdateCount() throws SQLException {
        int count = session.executed(delegate).getUpdateCount();
        session.counted(count);
        return count;
    }

    @Override
    public final long getLargeUpdateCount() throws SQLException {
        long count = session.executed(delegate).getLargeUpdateCount();
        session.counted(count);
        return count;
    }

    @Override
    public final boolean getMoreResults() throws SQLException {
        return session.executed(delegate).getMoreResults();
    }

    @Override
    public final boolean getMoreResults(int what) throws SQLException {
        return session.executed(delegate).getMoreResults(what);
    }

    @Override
    public final @Nullable ResultSet getGeneratedKeys() throws SQLException {
        ResultSet keys = session.executed(delegate).getGeneratedKeys();
        CovetResultSet known = generatedKeys;
        if (keys == null || (known != null && known.delegate() == keys)) {
            return keys == null ? null : known;
        }
        CovetResultSet fresh = new CovetResultSet(keys, connection, this);
        generatedKeys = fresh;
        return fresh;
    }

    @Override
    public final void close() throws SQLException {
        try {
            delegate.close();
        } finally {
            session.finish();
            session.closed();
        }
    }

    @Override
    public final void closeOnCompletion() throws SQLException {
        delegate.closeOnCompletion();
        session.closed();
    }

    @Override
    public final <T> T unwrap(Class<T> type) throws SQLException {
        return Unwrapping.unwrap(this, delegate, type, session.connection());
    }

    @Override
    public final boolean isWrapperFor(Class<?> type) throws SQLException {
        return Unwrapping.isWrapperFor(this, delegate, type);
    }

    @Override
    public final String toString() {
        return delegate.toString();
    }

    /** An interface of the driver's own was called: nobody here knows what it did. */
    protected final void vendorCalled() {
        connection.vendorCalled();
    }

    /** As {@link CovetConnection#fromLaterJdk}. */
    protected final @Nullable Object fromLaterJdk(@Nullable Object made) {
        boolean own = made == delegate;
        Object ours = connection.fromLaterJdk(own || made instanceof ResultSet ? null : made);
        if (made instanceof ResultSet rows) {
            return wrapped(rows, null);
        }
        return own ? this : ours;
    }

    /** Whether the driver's statement is the one that this wrapper stands for at present. */
    final boolean stands(Statement physical) {
        return physical == delegate || physical == session.executed(delegate);
    }

    /** The wrapper of what the driver calls the statement: of a pool's handle that is the one behind it. */
    final CovetStatement standing(Statement physical) {
        if (stands(physical)) {
            return this;
        }
        CovetStatement known = behind;
        if (known == null || !known.stands(physical)) {
            known = connection.internal(physical);
            behind = known;
        }
        return known;
    }

    /** The result of a query that the session has run. */
    final ResultSet queried(Object result) {
        return wrapped((ResultSet) result, session.open());
    }

    /** Remembers the result from which this statement was reached, unless it knows one already. */
    final CovetStatement holding(CovetResultSet result) {
        if (current == null) {
            current = result;
        }
        return this;
    }

    /** The same wrapper as long as the driver gives the same object. */
    final ResultSet wrapped(ResultSet made, @Nullable StatementCall call) {
        if (made == null) {
            return made;
        }
        CovetResultSet known = current;
        if (known != null && known.delegate() == made) {
            return known;
        }
        CovetResultSet fresh = connection.family().result(made, this, call, fetchSize);
        current = fresh;
        return fresh;
    }
}
