package dev.covet.instrumentation.jdbc;

import dev.covet.instrumentation.generator.Forwarding;
import dev.covet.optimizer.engine.ConnectionSession;
import dev.covet.optimizer.engine.OpenWrite;
import dev.covet.optimizer.engine.TransactionState;
import dev.covet.optimizer.engine.WrappedConnection;
import dev.covet.optimizer.engine.node.WatchedNode;
import dev.covet.optimizer.engine.signal.TransactionSignal.Step;
import dev.covet.optimizer.sql.SqlText;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLClientInfoException;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.Properties;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** A driver's connection as the application, or its pool, gets it. */
@Forwarding(
        name = "ForwardingConnection",
        of = Connection.class,
        byHand = {
            "commit",
            "rollback",
            "setSavepoint",
            "releaseSavepoint",
            "setClientInfo",
            "close",
            "abort",
            "unwrap",
            "isWrapperFor"
        })
public class CovetConnection extends ForwardingConnection implements WrappedConnection {
    private final Connection delegate;
    private final ConnectionSession session;
    private final WrapperFamily family;
    private @Nullable CovetDatabaseMetaData metaData;
    private @Nullable CovetConnection behind;

    protected CovetConnection(Connection delegate, ConnectionSession session, WrapperFamily family) {
        this.delegate = delegate;
        this.session = session;
        this.family = family;
    }

    @Override
    protected Connection delegate() {
        return delegate;
    }

    @Override
    public final Object covetDelegate() {
        return delegate;
    }

    @Override
    public final ConnectionSession session() {
        return session;
    }

    private TransactionState transaction() {
        return session.transaction();
    }

    @Override
    public final Statement createStatement() throws SQLException {
        return statement(delegate.createStatement());
    }

    @Override
    public final Statement createStatement(int type, int concurrency) throws SQLException {
        return statement(delegate.createStatement(type, concurrency));
    }

    @Override
    public final Statement createStatement(int type, int concurrency, int holdability) throws SQLException {
        return statement(delegate.createStatement(type, concurrency, holdability));
    }

    @Override
    public final PreparedStatement prepareStatement(String sql) throws SQLException {
        return prepared(delegate.prepareStatement(sent(sql)), sql);
    }

    @Override
    public final PreparedStatement prepareStatement(String sql, int keys) throws SQLException {
        return prepared(delegate.prepareStatement(sent(sql), keys), sql);
    }

    @Override
    public final PreparedStatement prepareStatement(String sql, int[] keys) throws SQLException {
        return prepared(delegate.prepareStatement(sent(sql), keys), sql);
    }

    @Override
    public final PreparedStatement prepareStatement(String sql, String[] keys) throws SQLException {
        return prepared(delegate.prepareStatement(sent(sql), keys), sql);
    }

    @Override
    public final PreparedStatement prepareStatement(String sql, int type, int concurrency) throws SQLException {
        return prepared(delegate.prepareStatement(sent(sql), type, concurrency), sql);
    }

    @Override
    public final PreparedStatement prepareStatement(String sql, int type, int concurrency, int holdability)
            throws SQLException {
        return prepared(delegate.prepareStatement(sent(sql), type, concurrency, holdability), sql);
    }

    @Override
    public final CallableStatement prepareCall(String sql) throws SQLException {
        return callable(delegate.prepareCall(sql), sql);
    }

    @Override
    public final CallableStatement prepareCall(String sql, int type, int concurrency) throws SQLException {
        return callable(delegate.prepareCall(sql, type, concurrency), sql);
    }

    @Override
    public final CallableStatement prepareCall(String sql, int type, int concurrency, int holdability)
            throws SQLException {
        return callable(delegate.prepareCall(sql, type, concurrency, holdability), sql);
    }

    private Statement statement(Statement made) {
        return made == null ? made : family.statement(made, this, opened(null));
    }

    protected final PreparedStatement prepared(PreparedStatement made, String sql) {
        return made == null ? made : family.prepared(made, this, opened(text(sql)));
    }

    private CallableStatement callable(CallableStatement made, String sql) {
        return made == null ? made : family.callable(made, this, opened(text(sql)));
    }

    private StatementSession opened(@Nullable SqlText prepared) {
        StatementSession made = new StatementSession(session, prepared);
        made.watch();
        return made;
    }

    private String sent(String sql) {
        return session.engine().sent(session, sql);
    }

    private SqlText text(String sql) {
        return session.text(sql);
    }

    @Override
    public final @Nullable DatabaseMetaData getMetaData() throws SQLException {
        DatabaseMetaData made = delegate.getMetaData();
        CovetDatabaseMetaData known = metaData;
        if (made == null || (known != null && known.delegate() == made)) {
            return made == null ? null : known;
        }
        CovetDatabaseMetaData fresh = family.metaData(made, this);
        metaData = fresh;
        return fresh;
    }

    @Override
    public final void commit() throws SQLException {
        long start = start();
        OpenWrite open = session.committing();
        boolean mayHaveWritten = open != null;
        try {
            delegate.commit();
        } catch (Throwable thrown) {
            ended(mayHaveWritten, open);
            transaction().commitFailed();
            session.post(Step.COMMIT, start, thrown);
            SQLException unknown = LostCommit.of(thrown, mayHaveWritten, session);
            if (unknown != null) {
                throw unknown;
            }
            throw thrown;
        }
        ended(mayHaveWritten, open);
        transaction().committed();
        session.post(Step.COMMIT, start, null);
    }

    @Override
    public final void rollback() throws SQLException {
        long start = start();
        try {
            delegate.rollback();
        } catch (Throwable thrown) {
            ended(true, null);
            session.post(Step.ROLLBACK, start, thrown);
            throw thrown;
        }
        ended(false, null);
        transaction().rolledBack();
        session.post(Step.ROLLBACK, start, null);
    }

    @Override
    public final void rollback(Savepoint savepoint) throws SQLException {
        session.settingsChanged();
        long start = start();
        try {
            delegate.rollback(savepoint);
        } catch (Throwable thrown) {
            session.post(Step.ROLLBACK_TO_SAVEPOINT, start, thrown);
            throw thrown;
        }
        session.post(Step.ROLLBACK_TO_SAVEPOINT, start, null);
    }

    @Override
    public final Savepoint setSavepoint() throws SQLException {
        long start = start();
        Savepoint made;
        try {
            made = delegate.setSavepoint();
        } catch (Throwable thrown) {
            session.post(Step.SAVEPOINT, start, thrown);
            throw thrown;
        }
        transaction().savepointSet();
        session.post(Step.SAVEPOINT, start, null);
        return made;
    }

    @Override
    public final Savepoint setSavepoint(String name) throws SQLException {
        long start = start();
        Savepoint made;
        try {
            made = delegate.setSavepoint(name);
        } catch (Throwable thrown) {
            session.post(Step.SAVEPOINT, start, thrown);
            throw thrown;
        }
        transaction().savepointSet();
        session.post(Step.SAVEPOINT, start, null);
        return made;
    }

    @Override
    public final void releaseSavepoint(Savepoint savepoint) throws SQLException {
        long start = start();
        try {
            delegate.releaseSavepoint(savepoint);
        } catch (Throwable thrown) {
            session.post(Step.RELEASE_SAVEPOINT, start, thrown);
            throw thrown;
        }
        session.post(Step.RELEASE_SAVEPOINT, start, null);
    }

    private void ended(boolean mayHaveWritten, @Nullable OpenWrite open) {
        session.ended(mayHaveWritten);
        session.answered(open);
    }

    private long start() {
        return session.engine().nanoTime();
    }

    @Override
    public final void setAutoCommit(boolean on) throws SQLException {
        long start = start();
        boolean commits = on && transaction().active();
        boolean ends = on != transaction().autoCommit();
        OpenWrite open = ends ? session.ending() : null;
        try {
            delegate.setAutoCommit(on);
        } finally {
            if (ends) {
                ended(transaction().wrote(), open);
            }
        }
        transaction().autoCommit(on);
        if (commits) {
            session.post(Step.COMMIT, start, null);
        }
    }

    @Override
    public final void setReadOnly(boolean on) throws SQLException {
        session.changed();
        delegate.setReadOnly(on);
        transaction().readOnly(on);
    }

    @Override
    public final void setTransactionIsolation(int level) throws SQLException {
        session.changed();
        delegate.setTransactionIsolation(level);
        transaction().isolation(level);
    }

    @Override
    public final void setCatalog(String catalog) throws SQLException {
        session.settingsChanged();
        delegate.setCatalog(catalog);
        session.state().catalog(catalog);
    }

    @Override
    public final void setSchema(String schema) throws SQLException {
        session.settingsChanged();
        delegate.setSchema(schema);
        session.state().schema(schema);
    }

    /** Some drivers send it to the server, where policies may ask for it. */
    @Override
    public final void setClientInfo(String name, String value) throws SQLClientInfoException {
        session.settingsChanged();
        delegate.setClientInfo(name, value);
    }

    @Override
    public final void setClientInfo(Properties properties) throws SQLClientInfoException {
        session.settingsChanged();
        delegate.setClientInfo(properties);
    }

    @Override
    public final void close() throws SQLException {
        OpenWrite open = session.ending();
        // Before it is: a statement that fails of it is not to be asked elsewhere.
        session.state().gone();
        try {
            delegate.close();
        } finally {
            ended(transaction().wrote(), open);
            session.movedOn();
        }
    }

    @Override
    public final void abort(Executor executor) throws SQLException {
        session.state().gone();
        delegate.abort(executor);
    }

    /** Pools ask so whether a connection is of use. */
    @Override
    public final boolean isValid(int seconds) throws SQLException {
        WatchedNode node = session.place().node();
        boolean open = node != null && isOpen();
        boolean valid = delegate.isValid(seconds);
        if (node != null && open) {
            told(node, valid);
        }
        return valid;
    }

    private boolean isOpen() {
        try {
            return !delegate.isClosed();
        } catch (SQLException notEvenThat) {
            return false;
        }
    }

    private void told(WatchedNode node, boolean valid) {
        try {
            if (valid) {
                node.answered();
            } else {
                node.lost();
            }
        } catch (RuntimeException | Error ours) {
            session.engine().protection().guard("jdbc").failed(ours);
        }
    }

    @Override
    public final <T> T unwrap(Class<T> type) throws SQLException {
        return Unwrapping.unwrap(this, delegate, type, session);
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
        session.state().pin("the application uses the driver's own interface");
    }

    /**
     * Called by the forwarding methods that the agent adds to this class on a JDK newer than it knows: nobody here knows
     * what they do. Takes what the driver returned if that is a JDBC object, else null; gives what the application gets.
     */
    protected final @Nullable Object fromLaterJdk(@Nullable Object made) {
        session.state().pin("the application uses a method of a JDK that Covet does not know");
        if (made instanceof ResultSet rows) {
            return foreign(rows);
        }
        if (made instanceof Statement statement) {
            return internal(statement);
        }
        if (made instanceof DatabaseMetaData description) {
            return family.metaData(description, this);
        }
        return made == delegate ? this : made;
    }

    final WrapperFamily family() {
        return family;
    }

    /** The wrapper of a result that belongs to no statement of the application. */
    protected final @Nullable ResultSet foreign(@Nullable ResultSet made) {
        return made == null ? null : new CovetResultSet(made, this, null);
    }

    /** The wrapper of what the driver calls the connection: of a pool's handle that is the one behind it. */
    final @Nullable Connection connected(@Nullable Connection physical) {
        if (physical == null || physical == delegate) {
            return physical == null ? null : this;
        }
        CovetConnection known = behind;
        if (known == null || known.delegate != physical) {
            known = family.connection(physical, session);
            behind = known;
        }
        return known;
    }

    /** The wrapper of a statement that the driver made for itself. */
    protected final CovetStatement internal(Statement made) {
        return family.any(made, this, null);
    }
}
