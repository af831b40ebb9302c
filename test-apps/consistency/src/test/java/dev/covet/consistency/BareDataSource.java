package dev.covet.consistency;

import dev.covet.fixtures.TestDatabase;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Properties;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** A new connection of the driver each time, as it is or behind something. */
public final class BareDataSource implements DataSource {
    private final String url;
    private final String user;
    private final String password;
    private final Wrapping wrapping;

    public BareDataSource(String url, String user, String password) {
        this(url, user, password, (made, address, properties) -> made);
    }

    public BareDataSource(String url, String user, String password, Wrapping wrapping) {
        this.url = url;
        this.user = user;
        this.password = password;
        this.wrapping = wrapping;
    }

    /** What is done with each connection of the driver. */
    @FunctionalInterface
    public interface Wrapping {
        Connection wrap(Connection made, String url, Properties properties);
    }

    static BareDataSource of(TestDatabase database) {
        return new BareDataSource(database.jdbcUrl(), database.user(), database.password());
    }

    @Override
    public Connection getConnection() throws SQLException {
        return getConnection(user, password);
    }

    @Override
    public Connection getConnection(String otherUser, String otherPassword) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", otherUser);
        properties.setProperty("password", otherPassword);
        return wrapping.wrap(DriverManager.getConnection(url, properties), url, properties);
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        throw new SQLFeatureNotSupportedException();
    }

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
        throw new SQLException("This wraps nothing, not even " + type, "0A000");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
