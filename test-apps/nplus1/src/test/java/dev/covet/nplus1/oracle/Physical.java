package dev.covet.nplus1.oracle;

import dev.covet.fixtures.TestDatabase;
import dev.covet.instrumentation.jdbc.JdbcBoundary;
import dev.covet.optimizer.engine.ConnectionSession;
import dev.covet.optimizer.engine.DriverRows;
import dev.covet.optimizer.engine.WrappedConnection;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** What a pool gets its connections from, which remembers those of the driver. */
final class Physical implements DataSource {
    private final TestDatabase database;
    private final String url;
    private final JdbcBoundary boundary;
    private final List<Connection> made = new CopyOnWriteArrayList<>();
    private UnaryOperator<DriverRows> hands = UnaryOperator.identity();

    Physical(TestDatabase database, String url, JdbcBoundary boundary) {
        this.database = database;
        this.url = url;
        this.boundary = boundary;
    }

    /** What is done with the rows of the connections that are made from now on. */
    void hands(UnaryOperator<DriverRows> others) {
        hands = others;
    }

    List<Connection> made() {
        return made;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return getConnection(database.user(), database.password());
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        Connection connection = DriverManager.getConnection(url, properties);
        made.add(connection);
        Connection wrapped = boundary.wrap(connection, url, properties);
        ConnectionSession session = ((WrappedConnection) wrapped).session();
        session.rows(hands.apply(session.rows()));
        return wrapped;
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public void setLogWriter(PrintWriter out) {}

    @Override
    public void setLoginTimeout(int seconds) {}

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLException("not a wrapper");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
