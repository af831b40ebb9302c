package dev.covet.agenttests.programs;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * A few threads that ask a pool and its database again and again, until a file is there. Says with the time when what they
 * get changes, and at the end how long those waited that got nothing. Arguments: URL, user, password, file, seconds that the
 * pool lets them wait.
 */
public final class OutageMain {
    private static final int THREADS = 4;
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(5);

    private final HikariDataSource pool;
    private final Path end;
    private final AtomicLong good = new AtomicLong();
    private final AtomicLong bad = new AtomicLong();
    private final AtomicLong longestNanos = new AtomicLong();
    private final AtomicLong lostNanos = new AtomicLong();
    private String last = "";

    private OutageMain(HikariDataSource pool, Path end) {
        this.pool = pool;
        this.end = end;
    }

    public static void main(String[] arguments) throws InterruptedException {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(arguments[0]);
        config.setUsername(arguments[1]);
        config.setPassword(arguments[2]);
        config.setMaximumPoolSize(THREADS);
        config.setInitializationFailTimeout(-1);
        config.setConnectionTimeout(TimeUnit.SECONDS.toMillis(Long.parseLong(arguments[4])));
        try (HikariDataSource pool = new HikariDataSource(config)) {
            new OutageMain(pool, Path.of(arguments[3])).run();
        }
    }

    private void run() throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            Thread thread = new Thread(this::ask, "asker-" + i);
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
        }
        while (!Files.exists(end)) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
        for (Thread thread : threads) {
            thread.join(TimeUnit.SECONDS.toMillis(1));
        }
        System.out.println(String.format(
                Locale.ROOT,
                "good %d, bad %d, longest wait of a bad one %.1f ms, waits of bad ones %.1f s",
                good.get(),
                bad.get(),
                longestNanos.get() / 1e6,
                lostNanos.get() / 1e9));
    }

    private void ask() {
        while (!Files.exists(end)) {
            long start = System.nanoTime();
            try (Connection connection = pool.getConnection();
                    Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("select 1")) {
                rows.next();
                good.incrementAndGet();
                say("up");
            } catch (SQLException e) {
                long nanos = System.nanoTime() - start;
                bad.incrementAndGet();
                longestNanos.accumulateAndGet(nanos, Math::max);
                lostNanos.addAndGet(nanos);
                String message = String.valueOf(e.getMessage());
                say(
                        message.startsWith("COVET-")
                                ? "refused " + message
                                : "down " + e.getClass().getSimpleName());
            }
            LockSupport.parkNanos(PAUSE);
        }
    }

    private synchronized void say(String what) {
        String kind = what.split(" ", 2)[0];
        if (!kind.equals(last)) {
            last = kind;
            System.out.println(System.currentTimeMillis() + " " + what);
        }
    }
}
