package dev.covet.agenttests.programs;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * An application with a plain pool: some threads read, some write, some have transactions of three statements, until a file
 * is there. Each thread says when what it gets changes. At the end each row that was said to be committed is looked for.
 * Arguments: URL, user, password, file, seconds that the pool lets threads wait.
 */
public final class FaultsMain {
    /** Of each kind so many. */
    private static final int EACH = 2;

    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(10);

    private final HikariDataSource pool;
    private final Path end;
    private final AtomicInteger next = new AtomicInteger();
    private final List<Integer> committed = new ArrayList<>();
    private final List<Integer> rolledBack = new ArrayList<>();

    private FaultsMain(HikariDataSource pool, Path end) {
        this.pool = pool;
        this.end = end;
    }

    /** Something that a thread does again and again. */
    private interface Work {
        void run(Connection connection) throws SQLException;
    }

    /** What happened in a transaction, after it has begun. */
    private static final class Within extends SQLException {
        private static final long serialVersionUID = 1;

        Within(SQLException cause) {
            super(cause);
        }
    }

    public static void main(String[] arguments) throws InterruptedException {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(arguments[0]);
        config.setUsername(arguments[1]);
        config.setPassword(arguments[2]);
        config.setMaximumPoolSize(3 * EACH);
        config.setInitializationFailTimeout(-1);
        config.setConnectionTimeout(TimeUnit.SECONDS.toMillis(Long.parseLong(arguments[4])));
        config.setValidationTimeout(1_000);
        try (HikariDataSource pool = new HikariDataSource(config)) {
            new FaultsMain(pool, Path.of(arguments[3])).run();
        }
    }

    private void run() throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < EACH; i++) {
            threads.add(start("reader-" + i, FaultsMain::read));
            threads.add(start("writer-" + i, this::write));
            threads.add(start("transaction-" + i, this::transaction));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        check();
    }

    private Thread start(String name, Work work) {
        Thread thread = new Thread(() -> repeat(name, work), name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void repeat(String name, Work work) {
        String last = "";
        while (!Files.exists(end)) {
            String now = once(work);
            String kind = now.split(" ", 2)[0];
            if (!kind.equals(last)) {
                System.out.println(name + " " + now);
                last = kind;
            }
            LockSupport.parkNanos(PAUSE);
        }
    }

    private String once(Work work) {
        try (Connection connection = pool.getConnection()) {
            work.run(connection);
            return "up";
        } catch (Within within) {
            String message = String.valueOf(within.getCause());
            return (message.contains("COVET-") ? "WITHIN " : "down ") + message;
        } catch (SQLException failure) {
            String message = String.valueOf(failure.getMessage());
            return message.startsWith("COVET-") ? "refused " + message : "down " + failure;
        }
    }

    private static void read(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from fact where id < 10")) {
            rows.next();
        }
    }

    private static void insert(Connection connection, int id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("insert into fact values (?)")) {
            statement.setInt(1, id);
            statement.executeUpdate();
        }
    }

    private void write(Connection connection) throws SQLException {
        int id = next.incrementAndGet();
        insert(connection, id);
        remember(committed, id);
    }

    private void transaction(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        int id = next.addAndGet(2);
        try {
            read(connection);
            // Long enough for others to be refused meanwhile.
            LockSupport.parkNanos(20 * PAUSE);
            insert(connection, id - 1);
            insert(connection, id);
            if (id % 3 == 0) {
                connection.rollback();
                remember(rolledBack, id - 1);
                remember(rolledBack, id);
            } else {
                connection.commit();
                remember(committed, id - 1);
                remember(committed, id);
            }
        } catch (SQLException failure) {
            throw new Within(failure);
        }
    }

    private static void remember(List<Integer> ids, int id) {
        synchronized (ids) {
            ids.add(id);
        }
    }

    private void check() {
        try (Connection connection = pool.getConnection()) {
            System.out.println("committed " + !committed.isEmpty() + ", missing "
                    + (committed.size() - found(connection, committed)) + ", rolled back and there "
                    + found(connection, rolledBack));
        } catch (SQLException failure) {
            System.out.println("check failed: " + failure);
        }
    }

    private static int found(Connection connection, List<Integer> ids) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select id from fact where id = ?")) {
            int found = 0;
            for (int id : ids) {
                statement.setInt(1, id);
                try (ResultSet rows = statement.executeQuery()) {
                    found += rows.next() ? 1 : 0;
                }
            }
            return found;
        }
    }
}
