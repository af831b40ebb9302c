package dev.covet.instrumentation.jdbc;

import dev.covet.instrumentation.generator.Forwarding;
import dev.covet.optimizer.engine.Wrapped;
import java.lang.ref.WeakReference;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** What the driver tells about the database. Its result sets belong to statements of the driver's own. */
@Forwarding(
        name = "ForwardingDatabaseMetaData",
        of = DatabaseMetaData.class,
        wrapsResults = true,
        byHand = {"unwrap", "isWrapperFor"})
public class CovetDatabaseMetaData extends ForwardingDatabaseMetaData implements Wrapped {
    private final DatabaseMetaData delegate;
    private final CovetConnection connection;

    /** A driver may answer with the same object again. Nothing else keeps its rows when the application has let go. */
    private WeakReference<@Nullable CovetResultSet> latest = new WeakReference<>(null);

    protected CovetDatabaseMetaData(DatabaseMetaData delegate, CovetConnection connection) {
        this.delegate = delegate;
        this.connection = connection;
    }

    @Override
    protected DatabaseMetaData delegate() {
        return delegate;
    }

    @Override
    public final Object covetDelegate() {
        return delegate;
    }

    @Override
    public final @Nullable Connection getConnection() throws SQLException {
        return connection.connected(delegate.getConnection());
    }

    @Override
    protected final ResultSet result(ResultSet made) {
        if (made == null) {
            return made;
        }
        CovetResultSet known = latest.get();
        if (known != null && known.delegate() == made) {
            return known;
        }
        CovetResultSet fresh = new CovetResultSet(made, connection, null);
        latest = new WeakReference<>(fresh);
        return fresh;
    }

    /** As {@link CovetConnection#fromLaterJdk}. */
    protected final @Nullable Object fromLaterJdk(@Nullable Object made) {
        Object ours = connection.fromLaterJdk(made == delegate ? null : made);
        return made == delegate ? this : ours;
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
}
