package dev.covet.benchmarks.cache;

import dev.covet.benchmarks.turns.Commands;
import java.io.IOException;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;

/**
 * Asks what nobody can answer but the database: {@code CONTENDER PORT}. Commands are {@code warm SECONDS}, at most, {@code new
 * COUNT} of queries that never come again, and {@code never COUNT} of queries that nobody may answer. Says how many nanoseconds that
 * took, and how many of processors: of its own thread and of the server's process.
 */
public final class ColdMain {
    private static final int FEWEST_ROUNDS = 4;
    private static final long SETTLED_MILLIS = 30;
    private static final int ROUND = 2_000;

    private static final String NEW = "select id, name, quantity, price from part where id = ? and quantity > ?";
    private static final String NEVER =
            "select id, name, quantity, price from part where id = ? and quantity > ? and now() is not null";

    private final Connection connection;
    private final String fresh;
    private final Path server;
    private long next;

    private ColdMain(Connection connection, Contender contender) throws SQLException {
        this.connection = connection;
        this.fresh = contender == Contender.AWS ? AwsWrapper.hinted(NEW, 300) : NEW;
        try (PreparedStatement statement = connection.prepareStatement("select pg_backend_pid()");
                ResultSet rows = statement.executeQuery()) {
            rows.next();
            server = Path.of("/proc", rows.getString(1), "schedstat");
        }
    }

    public static void main(String[] arguments) throws Exception {
        Contender contender = Contender.valueOf(arguments[0]);
        Place place = Place.ofThisJvm();
        try (Connection connection = contender == Contender.AWS ? new AwsWrapper(place).connect() : place.connect()) {
            ColdMain application = new ColdMain(connection, contender);
            Commands.obey(Integer.parseInt(arguments[1]), (command, count) -> switch (command) {
                case "warm" -> application.warm(count);
                case "new" -> application.took(application.fresh, count);
                default -> application.took(NEVER, count);
            });
        }
    }

    /** Until the compiler has little to do any more. */
    private String warm(long mostRounds) throws SQLException {
        CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
        for (int round = 0; round < mostRounds; round++) {
            long before = compiler.getTotalCompilationTime();
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
            while (System.nanoTime() - end < 0) {
                ask(fresh, ROUND);
                ask(NEVER, ROUND);
            }
            if (round >= FEWEST_ROUNDS && compiler.getTotalCompilationTime() - before < SETTLED_MILLIS) {
                break;
            }
        }
        return "0 0";
    }

    private String took(String sql, long count) throws SQLException, IOException {
        long processor = processor();
        long start = System.nanoTime();
        ask(sql, count);
        return System.nanoTime() - start + " " + (processor() - processor);
    }

    private void ask(String sql, long count) throws SQLException {
        for (long i = 0; i < count; i++) {
            long number = next++;
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setLong(1, number % 10_000);
                // One more with each round over the parts, so that no two questions are the same.
                statement.setLong(2, -1 - number / 10_000);
                try (ResultSet rows = statement.executeQuery()) {
                    if (!rows.next() || rows.getLong(1) + rows.getString(2).length() == 0) {
                        throw new IllegalStateException("There is no part " + number % 10_000);
                    }
                }
            }
        }
    }

    private long processor() throws IOException {
        String used = Files.readString(server);
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime()
                + Long.parseLong(used.substring(0, used.indexOf(' ')));
    }
}
