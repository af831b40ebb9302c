package dev.covet.instrumentation.jdbc;

import dev.covet.optimizer.engine.ConnectionFacts;
import dev.covet.optimizer.engine.ConnectionSession;
import dev.covet.optimizer.engine.DriverRows;
import dev.covet.optimizer.engine.StatementCall;
import dev.covet.optimizer.engine.change.ChangeSource;
import dev.covet.optimizer.sql.SqlText;
import java.lang.reflect.InvocationTargetException;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Makes the wrappers for one driver. This one makes those that have the interfaces of JDBC; an adapter for a driver whose
 * objects have further public interfaces makes subclasses that have them too.
 */
public class WrapperFamily {
    public static final WrapperFamily PLAIN = new WrapperFamily();

    private final Object identity = new Object();

    protected WrapperFamily() {}

    public CovetConnection connection(Connection made, ConnectionSession session) {
        return new CovetConnection(made, session, this);
    }

    public CovetStatement statement(Statement made, CovetConnection connection, StatementSession session) {
        return new CovetStatement(made, connection, session);
    }

    public CovetPreparedStatement prepared(
            PreparedStatement made, CovetConnection connection, StatementSession session) {
        return new CovetPreparedStatement(made, connection, session);
    }

    public CovetCallableStatement callable(
            CallableStatement made, CovetConnection connection, StatementSession session) {
        return new CovetCallableStatement(made, connection, session);
    }

    public CovetDatabaseMetaData metaData(DatabaseMetaData made, CovetConnection connection) {
        return new CovetDatabaseMetaData(made, connection);
    }

    public CovetResultSet result(ResultSet made, CovetStatement owner, @Nullable StatementCall call, int fetchSize) {
        return new CovetResultSet(made, owner, call, fetchSize);
    }

    /** Stands for this copy of the driver, and keeps nothing of it. */
    final Object identity() {
        return identity;
    }

    /** What this driver's connection knows better than its URL, without asking the server. */
    public ConnectionFacts facts(Connection made, ConnectionFacts fromUrl) {
        return fromUrl;
    }

    /** What can be done with the raw rows of this connection. */
    public DriverRows rows(Connection made) {
        return DriverRows.NONE;
    }

    /**
     * A public class beside this one, for {@link #rows}. By name: what its driver lacks then costs the rows and not the
     * wrappers, which the check of an adapter would refuse together.
     */
    protected final DriverRows rowsNamed(String simpleName) {
        try {
            String name = getClass().getPackageName() + '.' + simpleName;
            return Class.forName(name, true, getClass().getClassLoader())
                    .asSubclass(DriverRows.class)
                    .getConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            Throwable cause = e instanceof InvocationTargetException && e.getCause() != null ? e.getCause() : e;
            return DriverRows.none("this version of the driver keeps its rows otherwise (" + cause + ")");
        }
    }

    /** What this connection was told that neither its URL nor its properties may have. */
    public Map<String, String> settings(Connection made) {
        return Map.of();
    }

    /** Opens another connection as the application has; it is the driver's own. Null if that cannot be done. */
    public @Nullable Connection connect(String url, Properties properties) throws SQLException {
        return null;
    }

    /** A URL that names one server, without options by which a driver refuses or looks for servers of a certain role. */
    public String ofAnyRole(String url) {
        return url;
    }

    /** Follows what anybody commits to the database at this address, which this driver has connected to. */
    public ChangeSource changes(String url, Properties properties) {
        return ChangeSource.NONE;
    }

    /** A public class below this one's package, for {@link #changes}. By name for the same reason. */
    protected final ChangeSource changesNamed(String name, String url, Properties properties) {
        try {
            return Class.forName(
                            getClass().getPackageName() + '.' + name,
                            true,
                            getClass().getClassLoader())
                    .asSubclass(ChangeSource.class)
                    .getConstructor(String.class, Properties.class)
                    .newInstance(url, properties);
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            return ChangeSource.NONE;
        }
    }

    /** Tells the session which server the connection has reached, if the driver says so. */
    public void locate(Connection made, ConnectionSession session) {}

    /** The wrapper for whatever kind of statement this is. */
    final CovetStatement any(Statement made, CovetConnection connection, @Nullable SqlText text) {
        StatementSession session = new StatementSession(connection.session(), text);
        if (made instanceof CallableStatement callable) {
            return callable(callable, connection, session);
        }
        return made instanceof PreparedStatement prepared
                ? prepared(prepared, connection, session)
                : statement(made, connection, session);
    }
}
