package dev.covet.instrumentation.jdbc;

import dev.covet.instrumentation.generator.Forwarding;
import dev.covet.optimizer.engine.OpenWrite;
import dev.covet.optimizer.engine.StatementCall;
import dev.covet.optimizer.engine.Wrapped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rows on their way to the application. Counts them and notices their end; a getter is one call of the driver's. */
@Forwarding(
        name = "ForwardingResultSet",
        of = ResultSet.class,
        byHand = {"close", "unwrap", "isWrapperFor", "insertRow", "updateRow", "deleteRow"})
public class CovetResultSet extends ForwardingResultSet implements Wrapped {
    private final ResultSet delegate;

    private final CovetConnection connection;

    /** Whose session measures. Null for a result of metadata, until it is asked for. */
    private @Nullable CovetStatement owner;

    /** Null when nobody waits for the end. */
    private @Nullable StatementCall call;

    /** Rows that come from the server at once, or 0 if all of them are there. */
    private int block;

    private long rows;
    private long fetchNanos;

    /** A result that nobody measures. */
    CovetResultSet(ResultSet delegate, CovetConnection connection, @Nullable CovetStatement owner) {
        this.delegate = delegate;
        this.connection = connection;
        this.owner = owner;
    }

    protected CovetResultSet(ResultSet delegate, CovetStatement owner, @Nullable StatementCall call, int block) {
        this(delegate, owner.connection(), owner);
        this.call = call;
        this.block = block;
    }

    @Override
    protected ResultSet delegate() {
        return delegate;
    }

    @Override
    public final Object covetDelegate() {
        return delegate;
    }

    @Override
    public final boolean next() throws SQLException {
        if (call == null) {
            return delegate.next();
        }
        boolean more;
        try {
            more = atEndOfBlock() ? timedNext() : delegate.next();
        } catch (Throwable thrown) {
            end(thrown);
            throw thrown;
        }
        if (more) {
            rows++;
        } else {
            end(null);
        }
        return more;
    }

    /** Whether the driver may have to ask the server for more. */
    private boolean atEndOfBlock() {
        return block != 0 && rows != 0 && rows % block == 0;
    }

    private boolean timedNext() throws SQLException {
        long before = System.nanoTime();
        boolean more = delegate.next();
        fetchNanos += System.nanoTime() - before;
        return more;
    }

    @Override
    public final @Nullable Statement getStatement() throws SQLException {
        Statement physical = delegate.getStatement();
        if (physical == null) {
            return null;
        }
        CovetStatement known = owner;
        if (known == null) {
            known = connection.internal(physical);
            owner = known;
        }
        return known.standing(physical).holding(this);
    }

    @Override
    public final void setFetchSize(int size) throws SQLException {
        delegate.setFetchSize(size);
        block = size == 0 ? block : size;
    }

    @Override
    public final Object getObject(int column) throws SQLException {
        return wrappedValue(delegate.getObject(column));
    }

    @Override
    public final Object getObject(String label) throws SQLException {
        return wrappedValue(delegate.getObject(label));
    }

    @Override
    public final Object getObject(int column, Map<String, Class<?>> types) throws SQLException {
        return wrappedValue(delegate.getObject(column, types));
    }

    @Override
    public final Object getObject(String label, Map<String, Class<?>> types) throws SQLException {
        return wrappedValue(delegate.getObject(label, types));
    }

    /** A cursor in a column. */
    private Object wrappedValue(Object value) {
        return value instanceof ResultSet cursor ? new CovetResultSet(cursor, connection, null) : value;
    }

    @Override
    public final void insertRow() throws SQLException {
        OpenWrite open = connection.session().sendingRow();
        try {
            delegate.insertRow();
        } finally {
            written(open);
        }
    }

    @Override
    public final void updateRow() throws SQLException {
        OpenWrite open = connection.session().sendingRow();
        try {
            delegate.updateRow();
        } finally {
            written(open);
        }
    }

    @Override
    public final void deleteRow() throws SQLException {
        OpenWrite open = connection.session().sendingRow();
        try {
            delegate.deleteRow();
        } finally {
            written(open);
        }
    }

    private void written(@Nullable OpenWrite open) {
        connection.session().rowWritten();
        connection.session().answered(open);
    }

    @Override
    public final void close() throws SQLException {
        try {
            delegate.close();
        } finally {
            end(null);
        }
    }

    @Override
    public final <T> T unwrap(Class<T> type) throws SQLException {
        return Unwrapping.unwrap(this, delegate, type, connection.session());
    }

    @Override
    public final boolean isWrapperFor(Class<?> type) throws SQLException {
        return Unwrapping.isWrapperFor(this, delegate, type);
    }

    @Override
    public final String toString() {
        return delegate.toString();
    }

    /** As {@link CovetConnection#fromLaterJdk}. */
    protected final @Nullable Object fromLaterJdk(@Nullable Object made) {
        CovetStatement known = owner;
        boolean fromOwner = known != null && made instanceof Statement statement && known.stands(statement);
        Object ours = connection.fromLaterJdk(fromOwner || made == delegate ? null : made);
        if (fromOwner) {
            return known;
        }
        return made == delegate ? this : ours;
    }

    private void end(@Nullable Throwable failure) {
        StatementCall ending = call;
        CovetStatement known = owner;
        if (ending != null && known != null) {
            call = null;
            known.session().finished(ending, rows, fetchNanos, failure);
        }
    }
}
