package dev.covet.agenttests.programs;

import com.mchange.v2.c3p0.ComboPooledDataSource;
import com.zaxxer.hikari.HikariDataSource;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.apache.commons.dbcp2.BasicDataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A few threads that write to a database by a pool, each row in a transaction of its own, until a file is there. Says which
 * server writes when that changes, and of each row what became of it unless it was not written. Arguments: pool, URL, user,
 * password, file.
 */
public final class FailoverMain {
    private static final int THREADS = 3;
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(10);
    private static final int PATIENCE_SECONDS = 3;

    private final DataSource pool;
    private final Path end;
    private final AtomicInteger rows = new AtomicInteger();
    private String last = "";

    private FailoverMain(DataSource pool, Path end) {
        this.pool = pool;
        this.end = end;
    }

    public static void main(String[] arguments) throws Exception {
        DataSource pool = pool(arguments[0], arguments[1], arguments[2], arguments[3]);
        new FailoverMain(pool, Path.of(arguments[4])).run();
        System.exit(0);
    }

    private static DataSource pool(String kind, String url, String user, String password) throws Exception {
        return switch (kind) {
            case "hikari" -> hikari(url, user, password);
            case "hikari of a source" -> hikariOfSource(url, user, password);
            case "tomcat of a source" -> tomcatOfSource(url, user, password);
            case "tomcat" -> tomcat(url, user, password);
            case "dbcp2" -> dbcp2(url, user, password);
            case "c3p0" -> c3p0(url, user, password);
            case "agroal" -> agroal(url, user, password);
            default -> throw new IllegalArgumentException(kind);
        };
    }

    private static HikariDataSource hikari(@Nullable String url, String user, String password) {
        HikariDataSource made = new HikariDataSource();
        made.setJdbcUrl(url);
        made.setUsername(user);
        made.setPassword(password);
        made.setMaximumPoolSize(THREADS);
        made.setConnectionTimeout(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
        return made;
    }

    private static org.apache.tomcat.jdbc.pool.DataSource tomcat(@Nullable String url, String user, String password) {
        org.apache.tomcat.jdbc.pool.DataSource made = new org.apache.tomcat.jdbc.pool.DataSource();
        made.setUrl(url);
        made.setDriverClassName("org.postgresql.Driver");
        made.setUsername(user);
        made.setPassword(password);
        made.setMaxActive(THREADS);
        made.setInitialSize(1);
        made.setTestOnBorrow(true);
        made.setValidationQuery("select 1");
        made.setMaxWait((int) TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
        return made;
    }

    private static DataSource hikariOfSource(String url, String user, String password) {
        HikariDataSource made = hikari(null, user, password);
        made.setDataSourceClassName("org.postgresql.ds.PGSimpleDataSource");
        made.addDataSourceProperty("url", url);
        return made;
    }

    private static DataSource tomcatOfSource(String url, String user, String password) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        source.setUser(user);
        source.setPassword(password);
        org.apache.tomcat.jdbc.pool.DataSource made = tomcat(null, user, password);
        made.setDriverClassName(null);
        made.setDataSource(source);
        return made;
    }

    private static DataSource dbcp2(String url, String user, String password) {
        BasicDataSource made = new BasicDataSource();
        made.setUrl(url);
        made.setUsername(user);
        made.setPassword(password);
        made.setMaxTotal(THREADS);
        made.setMaxWait(Duration.ofSeconds(PATIENCE_SECONDS));
        return made;
    }

    private static DataSource c3p0(String url, String user, String password) {
        ComboPooledDataSource made = new ComboPooledDataSource();
        made.setJdbcUrl(url);
        made.setUser(user);
        made.setPassword(password);
        made.setInitialPoolSize(1);
        made.setMinPoolSize(1);
        made.setMaxPoolSize(THREADS);
        made.setCheckoutTimeout((int) TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
        return made;
    }

    private static DataSource agroal(String url, String user, String password) throws SQLException {
        return AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier()
                .connectionPoolConfiguration(pool -> pool.maxSize(THREADS)
                        .acquisitionTimeout(Duration.ofSeconds(PATIENCE_SECONDS))
                        .connectionFactoryConfiguration(factory -> factory.jdbcUrl(url)
                                .principal(new NamePrincipal(user))
                                .credential(new SimplePassword(password)))));
    }

    private void run() throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            Thread thread = new Thread(this::write, "writer-" + i);
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private void write() {
        while (!Files.exists(end)) {
            int row = rows.incrementAndGet();
            String server = "";
            try (Connection connection = pool.getConnection()) {
                connection.setAutoCommit(false);
                server = inserted(connection, row);
                connection.commit();
                say("written", row, server);
            } catch (SQLException e) {
                say("08007".equals(e.getSQLState()) ? "unknown" : "refused", row, e.getSQLState() + " " + e);
            }
            LockSupport.parkNanos(PAUSE);
        }
    }

    private static String inserted(Connection connection, int row) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                        "insert into entry values (?, inet_server_port()) returning port::text");
                Statement other = connection.createStatement()) {
            insert.setInt(1, row);
            insert.execute();
            try (var rows = insert.getResultSet()) {
                rows.next();
                String server = rows.getString(1);
                other.execute("update entry set port = port where id = " + row);
                return server;
            }
        }
    }

    private synchronized void say(String outcome, int row, String what) {
        System.out.println(outcome + " " + row);
        String now = outcome.equals("written") ? "up " + what : "down";
        if (!now.equals(last)) {
            last = now;
            System.out.println(
                    now + " at " + System.currentTimeMillis() + (outcome.equals("written") ? "" : " " + what));
        }
    }
}
