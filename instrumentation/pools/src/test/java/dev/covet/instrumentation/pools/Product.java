package dev.covet.instrumentation.pools;

import com.mchange.v2.c3p0.ComboPooledDataSource;
import com.zaxxer.hikari.HikariDataSource;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import java.sql.Driver;
import java.time.Duration;
import javax.sql.DataSource;
import org.apache.commons.dbcp2.BasicDataSource;
import org.jspecify.annotations.Nullable;

/** The pools, each of at most two connections, with a second of patience. */
enum Product {
    HIKARI {
        @Override
        DataSource open(@Nullable String name, String url, Class<? extends Driver> driver) {
            HikariDataSource source = new HikariDataSource();
            source.setPoolName(name);
            source.setJdbcUrl(url);
            source.setDriverClassName(driver.getName());
            source.setMaximumPoolSize(2);
            source.setMinimumIdle(1);
            source.setConnectionTimeout(PATIENCE.toMillis());
            return source;
        }

        @Override
        void close(DataSource source) {
            ((HikariDataSource) source).close();
        }
    },
    TOMCAT {
        @Override
        DataSource open(@Nullable String name, String url, Class<? extends Driver> driver) {
            org.apache.tomcat.jdbc.pool.DataSource source = new org.apache.tomcat.jdbc.pool.DataSource();
            if (name != null) {
                source.setName(name);
            }
            source.setUrl(url);
            source.setDriverClassName(driver.getName());
            source.setInitialSize(1);
            source.setMinIdle(1);
            source.setMaxIdle(2);
            source.setMaxActive(2);
            source.setMaxWait((int) PATIENCE.toMillis());
            return source;
        }

        @Override
        void close(DataSource source) {
            ((org.apache.tomcat.jdbc.pool.DataSource) source).close();
        }
    },
    DBCP2 {
        @Override
        DataSource open(@Nullable String name, String url, Class<? extends Driver> driver) {
            BasicDataSource source = new BasicDataSource();
            if (name != null) {
                source.setJmxName("dev.covet.test:type=pool,name=" + name);
            }
            source.setUrl(url);
            source.setDriverClassName(driver.getName());
            source.setMaxTotal(2);
            source.setMinIdle(1);
            source.setMaxWait(PATIENCE);
            return source;
        }

        @Override
        void close(DataSource source) throws Exception {
            ((BasicDataSource) source).close();
        }
    },
    C3P0 {
        @Override
        DataSource open(@Nullable String name, String url, Class<? extends Driver> driver) throws Exception {
            ComboPooledDataSource source = new ComboPooledDataSource();
            if (name != null) {
                source.setDataSourceName(name);
            }
            source.setJdbcUrl(url);
            source.setDriverClass(driver.getName());
            source.setInitialPoolSize(1);
            source.setMinPoolSize(1);
            source.setMaxPoolSize(2);
            source.setAcquireIncrement(1);
            source.setCheckoutTimeout((int) PATIENCE.toMillis());
            return source;
        }

        @Override
        void close(DataSource source) {
            ((ComboPooledDataSource) source).close();
        }
    },
    AGROAL {
        @Override
        DataSource open(@Nullable String name, String url, Class<? extends Driver> driver) throws Exception {
            return AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier()
                    .connectionPoolConfiguration(pool -> pool.minSize(1)
                            .maxSize(2)
                            .acquisitionTimeout(PATIENCE)
                            .connectionFactoryConfiguration(
                                    factory -> factory.jdbcUrl(url).connectionProviderClass(driver))));
        }

        @Override
        void close(DataSource source) {
            ((AgroalDataSource) source).close();
        }
    };

    static final Duration PATIENCE = Duration.ofSeconds(1);

    abstract DataSource open(@Nullable String name, String url, Class<? extends Driver> driver) throws Exception;

    abstract void close(DataSource source) throws Exception;

    String kind() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
