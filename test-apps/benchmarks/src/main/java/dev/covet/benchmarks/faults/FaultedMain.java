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
import java.util.concurrent.locks.LockSupport;

/**
 * Threads that read, or write, by HikariCP as it comes. Each call that failed or took long is a line, and the good one after
 * it, and one a second: {@code call THREAD how MILLIS NANOS}, with the time when it began. Arguments: URL, user, password.
 */
final class FaultedMain {
    static final int THREADS = 8;
    static final String CALL = "call ";
    static final String REFUSALS = "refusals ";
    private static final long LONG = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long SECOND = TimeUnit.SECONDS.toMillis(1);
    private static final int MEASURED = 2_000;

    private final HikariDataSource pool;
    private boolean measured;

    private FaultedMain(HikariDataSource pool) {
        this.pool = pool;
    }

    public static void main(String[] arguments) throws InterruptedException {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(arguments[0]);
        config.setUsername(arguments[1]);
        config.setPassword(arguments[2]);
        config.setMaximumPoolSize(THREADS);
        try (HikariDataSource pool = new HikariDataSource(config)) {
            FaultedMain application = new FaultedMain(pool);
            for (int i = 1; i < THREADS; i++) {
                int number = i;
                Thread thread = new Thread(() -> application.repeat(number), "caller-" + i);
                thread.setDaemon(true);
                thread.start();
            }
            application.repeat(0);
        }
    }

    @SuppressWarnings("InfiniteLoopStatement") // whoever has started it ends it
    private void repeat(int thread) {
        boolean tell = true;
        long told = 0;
        while (true) {
            long millis = System.currentTimeMillis();
            long start = System.nanoTime();
            String how = call(
                    thread % 2 == 0 ? "select count(*) from fact where id < 10" : "insert into fact default values");
            long nanos = System.nanoTime() - start;
            boolean fine = how.equals("good") && nanos < LONG;
            if (tell || !fine || millis - told > SECOND) {
                told = millis;
                System.out.println(CALL + thread + ' ' + how + ' ' + millis + ' ' + nanos);
            }
            tell = !fine;
            if (thread == 0 && how.equals("refused") && !measured) {
                measure();
            }
            LockSupport.parkNanos(PAUSE);
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

    /** How long it takes to be refused. The first half is to warm up. */
    private void measure() {
        long[] nanos = new long[MEASURED];
        for (int half = 0; half < 2; half++) {
            for (int i = 0; i < MEASURED; i++) {
                long start = System.nanoTime();
                String how = call("select 1");
                nanos[i] = System.nanoTime() - start;
                if (!how.equals("refused")) {
                    return;
                }
            }
        }
        measured = true;
        Arrays.sort(nanos);
        System.out.println(String.format(
                Locale.ROOT,
                REFUSALS + "%.1f %.1f",
                nanos[MEASURED / 2] / 1e3,
                nanos[MEASURED - MEASURED / 100] / 1e3));
    }
}
