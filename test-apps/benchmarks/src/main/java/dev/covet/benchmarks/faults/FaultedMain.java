package dev.covet.benchmarks.faults;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Requests that read, or write, by HikariCP as it comes, each on a thread of its own; forty begin in each second, whatever became
 * of those before. Each that failed or took long is a line, and one a second of the others: {@code call how MILLIS NANOS RUNNING},
 * with the time when it began and how many run when it ends. Arguments: URL, user, password.
 */
final class FaultedMain {
    static final String CALL = "call ";
    static final String REFUSALS = "refusals ";
    private static final long LONG = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long BETWEEN = TimeUnit.MILLISECONDS.toNanos(25);
    private static final long SECOND = TimeUnit.SECONDS.toMillis(1);
    private static final int CONNECTIONS = 8;
    private static final int MEASURED = 2_000;

    private final HikariDataSource pool;
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicLong told = new AtomicLong();
    private final AtomicBoolean measured = new AtomicBoolean();

    private FaultedMain(HikariDataSource pool) {
        this.pool = pool;
    }

    @SuppressWarnings("InfiniteLoopStatement") // whoever has started it ends it
    public static void main(String[] arguments) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(arguments[0]);
        config.setUsername(arguments[1]);
        config.setPassword(arguments[2]);
        config.setMaximumPoolSize(CONNECTIONS);
        FaultedMain application = new FaultedMain(new HikariDataSource(config));
        long due = System.nanoTime();
        for (int i = 0; true; i++) {
            boolean reads = i % 2 == 0;
            Thread thread = new Thread(() -> application.request(reads), "request-" + i);
            thread.setDaemon(true);
            thread.start();
            due += BETWEEN;
            LockSupport.parkNanos(due - System.nanoTime());
        }
    }

    private void request(boolean reads) {
        running.incrementAndGet();
        long millis = System.currentTimeMillis();
        long start = System.nanoTime();
        String how = call(reads ? "select count(*) from fact where id < 10" : "insert into fact default values");
        long nanos = System.nanoTime() - start;
        long last = told.get();
        boolean fine = how.equals("good") && nanos < LONG;
        if (!fine || (millis - last > SECOND && told.compareAndSet(last, millis))) {
            System.out.println(CALL + how + ' ' + millis + ' ' + nanos + ' ' + running.get());
        }
        running.decrementAndGet();
        if (how.equals("refused") && measured.compareAndSet(false, true)) {
            measured.set(measure());
        }
    }

    private String call(String sql) {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            if (statement.execute(sql)) {
                try (ResultSet rows = statement.getResultSet()) {
                    rows.next();
                }
            }
            return "good";
        } catch (SQLException failure) {
            return String.valueOf(failure.getMessage()).startsWith("COVET-") ? "refused" : "failed";
        }
    }

    /** How long it takes to be refused. The first half is to warm up. Returns whether it was found out. */
    private boolean measure() {
        long[] nanos = new long[MEASURED];
        for (int half = 0; half < 2; half++) {
            for (int i = 0; i < MEASURED; i++) {
                long start = System.nanoTime();
                String how = call("select 1");
                nanos[i] = System.nanoTime() - start;
                if (!how.equals("refused")) {
                    return false;
                }
            }
        }
        Arrays.sort(nanos);
        System.out.println(String.format(
                Locale.ROOT,
                REFUSALS + "%.1f %.1f",
                nanos[MEASURED / 2] / 1e3,
                nanos[MEASURED - MEASURED / 100] / 1e3));
        return true;
    }
}
