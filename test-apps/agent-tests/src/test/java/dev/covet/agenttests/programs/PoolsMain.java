package dev.covet.agenttests.programs;

import com.mchange.v2.c3p0.ComboPooledDataSource;
import com.zaxxer.hikari.HikariDataSource;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.time.Duration;
import java.util.function.Function;
import javax.sql.DataSource;
import org.apache.commons.dbcp2.BasicDataSource;
import org.apache.tomcat.jdbc.pool.PoolProperties;

/** Does the same work through each pool it is told to: user, password, and then pool=url for each. */
public final class PoolsMain {
    private static String user = "";
    private static String password = "";

    private PoolsMain() {}

    public static void main(String[] arguments) throws Exception {
        user = arguments[0];
        password = arguments[1];
        for (int i = 2; i < arguments.length; i++) {
            String[] lane = arguments[i].split("=", 2);
            try (Source source = source(lane[0]).apply(lane[1])) {
                for (int turn = 0; turn < 2; turn++) {
                    System.out.println(lane[0] + " " + work(source));
                }
            }
        }
    }

    private interface Source extends AutoCloseable {
        Connection connection() throws SQLException;

        @Override
        default void close() throws SQLException {}
    }

    /** What ends a pool. */
    private interface End {
        void end() throws SQLException;
    }

    private record Pool(DataSource pool, End end) implements Source {
        @Override
        public Connection connection() throws SQLException {
            return pool.getConnection();
        }

        @Override
        public void close() throws SQLException {
            end.end();
        }
    }

    private static Function<String, Source> source(String name) {
        return switch (name) {
            case "none" -> url -> () -> DriverManager.getConnection(url, user, password);
            case "hikari" -> PoolsMain::hikari;
            case "tomcat" -> PoolsMain::tomcat;
            case "dbcp" -> PoolsMain::dbcp;
            case "c3p0" -> PoolsMain::c3p0;
            case "agroal" -> PoolsMain::agroal;
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static Source hikari(String url) {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(url);
        pool.setUsername(user);
        pool.setPassword(password);
        pool.setMaximumPoolSize(1);
        return new Pool(pool, pool::close);
    }

    private static Source tomcat(String url) {
        PoolProperties properties = new PoolProperties();
        properties.setUrl(url);
        properties.setUsername(user);
        properties.setPassword(password);
        properties.setDriverClassName(driver(url));
        properties.setInitialSize(1);
        properties.setMaxActive(1);
        properties.setTestOnBorrow(true);
        properties.setValidationQuery("select 1");
        org.apache.tomcat.jdbc.pool.DataSource pool = new org.apache.tomcat.jdbc.pool.DataSource(properties);
        return new Pool(pool, pool::close);
    }

    private static Source dbcp(String url) {
        BasicDataSource pool = new BasicDataSource();
        pool.setUrl(url);
        pool.setUsername(user);
        pool.setPassword(password);
        pool.setMaxTotal(1);
        pool.setPoolPreparedStatements(true);
        return new Pool(pool, pool::close);
    }

    private static Source c3p0(String url) {
        try {
            ComboPooledDataSource pool = new ComboPooledDataSource();
            pool.setDriverClass(driver(url));
            pool.setJdbcUrl(url);
            pool.setUser(user);
            pool.setPassword(password);
            pool.setInitialPoolSize(1);
            pool.setMinPoolSize(1);
            pool.setMaxPoolSize(1);
            pool.setTestConnectionOnCheckout(true);
            return new Pool(pool, pool::close);
        } catch (java.beans.PropertyVetoException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Source agroal(String url) {
        AgroalDataSourceConfigurationSupplier settings = new AgroalDataSourceConfigurationSupplier();
        settings.connectionPoolConfiguration(pool -> pool.maxSize(1)
                .acquisitionTimeout(Duration.ofSeconds(30))
                .connectionFactoryConfiguration(factory -> factory.jdbcUrl(url)
                        .principal(new NamePrincipal(user))
                        .credential(new SimplePassword(password))));
        try {
            AgroalDataSource pool = AgroalDataSource.from(settings);
            return new Pool(pool, pool::close);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String driver(String url) {
        return url.startsWith("jdbc:postgresql") ? "org.postgresql.Driver" : "org.mariadb.jdbc.Driver";
    }

    /** Of everything something; what it read. */
    private static String work(Source source) throws SQLException {
        StringBuilder seen = new StringBuilder();
        try (Connection connection = source.connection()) {
            seen.append(connection.isValid(5)).append(' ');
            try (Statement statement = connection.createStatement()) {
                statement.execute("drop table if exists pet");
                statement.executeUpdate("create table pet (id int primary key, name varchar(20) unique)");
                seen.append(statement.execute("insert into pet values (1, 'Rex')"));
            }
            transaction(connection, seen);
            refused(connection, seen);
            read(connection, seen);
        }
        return seen.toString();
    }

    private static void transaction(Connection connection, StringBuilder seen) throws SQLException {
        connection.setAutoCommit(false);
        connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
        try (PreparedStatement insert = connection.prepareStatement("insert into pet (id, name) values (?, ?)")) {
            for (int i = 10; i < 15; i++) {
                insert.setInt(1, i);
                insert.setString(2, "pet " + i);
                insert.addBatch();
            }
            seen.append(" batch ").append(insert.executeBatch().length);
            Savepoint before = connection.setSavepoint("before");
            insert.setInt(1, 20);
            insert.setString(2, "nobody");
            insert.executeUpdate();
            connection.rollback(before);
        }
        connection.commit();
        connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        connection.setAutoCommit(true);
    }

    private static void refused(Connection connection, StringBuilder seen) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("insert into pet values (1, 'Tom')");
        } catch (SQLException e) {
            seen.append(" refused ").append(e.getSQLState());
        }
    }

    private static void read(Connection connection, StringBuilder seen) throws SQLException {
        connection.setAutoCommit(false);
        connection.setReadOnly(false);
        try (PreparedStatement select =
                connection.prepareStatement("select id, name from pet where id >= ? order by id")) {
            select.setFetchSize(2);
            for (int i = 0; i < 7; i++) {
                select.setInt(1, i);
                try (ResultSet rows = select.executeQuery()) {
                    int count = 0;
                    while (rows.next()) {
                        count += rows.getString("name").length();
                    }
                    seen.append(' ').append(count);
                }
            }
        }
        connection.rollback();
        connection.setAutoCommit(true);
        seen.append(' ').append(connection.getMetaData().getDatabaseProductName());
        seen.append(' ').append(connection.getMetaData().supportsBatchUpdates());
    }
}
