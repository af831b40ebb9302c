package dev.covet.benchmarks.route;

import dev.covet.benchmarks.turns.Commands;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;

/**
 * Reads rows, one after the other: {@code URL PORT}. Commands are {@code warm SECONDS}, at most, and {@code read COUNT}. Says how
 * many nanoseconds that took, and how many of a processor its own thread.
 */
public final class ReadingMain {
    private static final int FEWEST_ROUNDS = 4;
    private static final long SETTLED_MILLIS = 30;
    private static final int ROUND = 1_000;

    private final Connection connection;
    private long next;

    private ReadingMain(Connection connection) {
        this.connection = connection;
    }

    public static void main(String[] arguments) throws Exception {
        try (Connection connection = DriverManager.getConnection(arguments[0])) {
            ReadingMain application = new ReadingMain(connection);
            Commands.obey(
                    Integer.parseInt(arguments[1]),
                    (command, count) -> command.equals("warm") ? application.warm(count) : application.took(count));
        }
    }

    /** Until the compiler has little to do any more. */
    private String warm(long mostRounds) throws SQLException {
        CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
        for (int round = 0; round < mostRounds; round++) {
            long before = compiler.getTotalCompilationTime();
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
            while (System.nanoTime() - end < 0) {
                read(ROUND);
            }
            if (round >= FEWEST_ROUNDS && compiler.getTotalCompilationTime() - before < SETTLED_MILLIS) {
                break;
            }
        }
        return "0 0";
    }

    private String took(long count) throws SQLException {
        long processor = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        long start = System.nanoTime();
        read(count);
        long elapsed = System.nanoTime() - start;
        return elapsed + " " + (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - processor);
    }

    private void read(long count) throws SQLException {
        for (long i = 0; i < count; i++) {
            try (PreparedStatement statement =
                    connection.prepareStatement("select id, version, text from note where id = ?")) {
                statement.setLong(1, 1 + next++ % Servers.USERS);
                try (ResultSet rows = statement.executeQuery()) {
                    if (!rows.next() || rows.getString(3).isEmpty()) {
                        throw new IllegalStateException("A note is missing.");
                    }
                }
            }
        }
    }
}
