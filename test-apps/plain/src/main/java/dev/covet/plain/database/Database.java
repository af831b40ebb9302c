package dev.covet.plain.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Properties;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The database that the library is kept in. Each piece of work gets a connection for itself; up to a few connections
 * are kept open between requests, as opening one is dear. A connection that failed is not used again.
 */
public final class Database implements AutoCloseable {
    private static final int LOGIN_SECONDS = 10;
    private static final int MOST_IDLE = 8;
    private static final int VALID_SECONDS = 2;

    private final String url;
    private final Properties properties;
    private final Dialect dialect;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Connection> idle = new ArrayDeque<>();
    private boolean closed;

    private Database(String url, Properties properties, Dialect dialect) {
        this.url = url;
        this.properties = properties;
        this.dialect = dialect;
    }

    /** Opens the first connection, so that wrong settings are seen now. */
    public static Database open(DatabaseSettings settings) throws SQLException {
        DriverManager.setLoginTimeout(LOGIN_SECONDS);
        Dialect dialect = settings.dialect();
        Properties properties = dialect.connectionProperties();
        putIfPresent(properties, "user", settings.user());
        putIfPresent(properties, "password", settings.password());
        Database database = new Database(settings.url(), properties, dialect);
        database.giveBack(database.connect());
        return database;
    }

    public Dialect dialect() {
        return dialect;
    }

    /** Does the work, each statement in a transaction of its own. */
    public <T extends @Nullable Object> T work(Work<T> work) throws SQLException {
        Connection connection = take();
        try {
            return work.on(connection);
        } catch (SQLException failure) {
            forgetBrokenConnections(connection, failure);
            throw failure;
        } finally {
            giveBack(connection);
        }
    }

    /** Does the work in one transaction, which is rolled back when the work fails. */
    public <T extends @Nullable Object> T inTransaction(Work<T> work) throws SQLException {
        return work(connection -> {
            connection.setAutoCommit(false);
            try {
                T result = work.on(connection);
                connection.commit();
                connection.setAutoCommit(true);
                return result;
            } catch (SQLException | RuntimeException | Error failure) {
                rollBack(connection, failure);
                throw failure;
            }
        });
    }

    /** Closes what is idle now, and every other connection when its work ends. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
        } finally {
            lock.unlock();
        }
        closeIdle();
    }

    private Connection take() throws SQLException {
        Connection kept;
        lock.lock();
        try {
            kept = idle.pollFirst();
        } finally {
            lock.unlock();
        }
        return kept == null ? connect() : kept;
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(url, properties);
    }

    private void giveBack(Connection connection) throws SQLException {
        if (!connection.isClosed() && !keep(connection)) {
            connection.close();
        }
    }

    private boolean keep(Connection connection) {
        lock.lock();
        try {
            if (closed || idle.size() >= MOST_IDLE) {
                return false;
            }
            idle.addFirst(connection);
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** When this connection no longer answers, the idle ones are most likely dead as well: the server was restarted. */
    private void forgetBrokenConnections(Connection connection, SQLException failure) {
        try {
            if (!connection.isValid(VALID_SECONDS)) {
                connection.close();
                closeIdle();
            }
        } catch (SQLException exception) {
            failure.addSuppressed(exception);
        }
    }

    private void closeIdle() {
        Connection connection = nextIdle();
        while (connection != null) {
            try {
                connection.close();
            } catch (SQLException exception) {
                // It is gone either way, and nobody waits for it.
            }
            connection = nextIdle();
        }
    }

    private @Nullable Connection nextIdle() {
        lock.lock();
        try {
            return idle.pollFirst();
        } finally {
            lock.unlock();
        }
    }

    private static void rollBack(Connection connection, Throwable failure) {
        try {
            connection.rollback();
            connection.setAutoCommit(true);
        } catch (SQLException exception) {
            failure.addSuppressed(exception);
        }
    }

    private static void putIfPresent(Properties properties, String name, @Nullable String value) {
        if (value != null) {
            properties.setProperty(name, value);
        }
    }
}
