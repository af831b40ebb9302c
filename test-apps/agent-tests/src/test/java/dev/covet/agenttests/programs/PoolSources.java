package dev.covet.agenttests.programs;

import com.mchange.v2.c3p0.ComboPooledDataSource;
import com.zaxxer.hikari.HikariDataSource;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.beans.PropertyVetoException;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.apache.commons.dbcp2.BasicDataSource;

/** A pool of the product that is named. A thread that gets no connection gives up after some seconds. */
final class PoolSources {
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private PoolSources() {}

    static DataSource open(String product, String url, String user, String password, int size) throws SQLException {
        return switch (product) {
            case "hikari" -> hikari(url, user, password, size);
            case "tomcat" -> tomcat(url, user, password, size);
            case "dbcp" -> dbcp(url, user, password, size);
            case "c3p0" -> c3p0(url, user, password, size);
            case "agroal" -> agroal(url, user, password, size);
            default -> throw new IllegalArgumentException(product);
        };
    }

    private static DataSource hikari(String url, String user, String password, int size) {
        HikariDataSource pool = new HikariDataSource();
        pool.setPoolName("orders");
        pool.setJdbcUrl(url);
        pool.setUsername(user);
        pool.setPassword(password);
        pool.setMaximumPoolSize(size);
        pool.setConnectionTimeout(PATIENCE.toMillis());
        return pool;
    }

    private static DataSource tomcat(String url, String user, String password, int size) {
        org.apache.tomcat.jdbc.pool.DataSource pool = new org.apache.tomcat.jdbc.pool.DataSource();
        pool.setName("orders");
        pool.setUrl(url);
        pool.setUsername(user);
        pool.setPassword(password);
        pool.setDriverClassName(driver(url));
        pool.setInitialSize(1);
        pool.setMinIdle(1);
        pool.setMaxIdle(size);
        pool.setMaxActive(size);
        pool.setMaxWait((int) PATIENCE.toMillis());
        return pool;
    }

    private static DataSource dbcp(String url, String user, String password, int size) {
        BasicDataSource pool = new BasicDataSource();
        pool.setUrl(url);
        pool.setUsername(user);
        pool.setPassword(password);
        pool.setMaxTotal(size);
        pool.setMaxIdle(size);
        pool.setMaxWait(PATIENCE);
        return pool;
    }

    private static DataSource c3p0(String url, String user, String password, int size) {
        try {
            ComboPooledDataSource pool = new ComboPooledDataSource();
            pool.setDriverClass(driver(url));
            pool.setJdbcUrl(url);
            pool.setUser(user);
            pool.setPassword(password);
            pool.setInitialPoolSize(1);
            pool.setMinPoolSize(1);
            pool.setMaxPoolSize(size);
            pool.setCheckoutTimeout((int) PATIENCE.toMillis());
            return pool;
        } catch (PropertyVetoException e) {
            throw new IllegalStateException(e);
        }
    }

    private static DataSource agroal(String url, String user, String password, int size) throws SQLException {
        return AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier()
                .connectionPoolConfiguration(pool -> pool.maxSize(size)
                        .acquisitionTimeout(PATIENCE)
                        .connectionFactoryConfiguration(factory -> factory.jdbcUrl(url)
                                .principal(new NamePrincipal(user))
                                .credential(new SimplePassword(password)))));
    }

    private static String driver(String url) {
        return url.startsWith("jdbc:postgresql") ? "org.postgresql.Driver" : "org.h2.Driver";
    }
}
