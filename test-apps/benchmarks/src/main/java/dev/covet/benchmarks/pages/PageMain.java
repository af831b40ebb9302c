package dev.covet.benchmarks.pages;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Shows one page for some seconds and prints what it took: {@code URL OBSERVER-URL WAY OWNERS WARM-UP-MS MEASURED-MS}. */
public final class PageMain {
    private static final int FEWEST = 10;

    private final Connection connection;
    private final Connection observer;
    private final Page page;
    private long read;

    private PageMain(Connection connection, Connection observer, Page page) {
        this.connection = connection;
        this.observer = observer;
        this.page = page;
    }

    public static void main(String[] arguments) throws SQLException, IOException {
        try (Connection connection = DriverManager.getConnection(arguments[0]);
                Connection observer = DriverManager.getConnection(arguments[1])) {
            Page page = Way.valueOf(arguments[2]).page(arguments[0], Integer.parseInt(arguments[3]));
            new PageMain(connection, observer, page)
                    .run(
                            Duration.ofMillis(Long.parseLong(arguments[4])),
                            Duration.ofMillis(Long.parseLong(arguments[5])));
        }
    }

    private void run(Duration warmUp, Duration measured) throws SQLException, IOException {
        connection.setAutoCommit(false);
        int process = (int) number(connection, "select pg_backend_pid()");
        connection.commit();
        shown(warmUp);
        long statements = statements();
        double processor = processorMillis(process);
        List<Long> nanos = shown(measured);
        double used = processorMillis(process) - processor;
        // The observer's own question is counted only from the second time on.
        double sent = statements() - statements - 1;
        nanos.sort(null);
        System.out.println(new Shown(
                        nanos.get(nanos.size() / 2) / 1e6,
                        nanos.stream().mapToLong(each -> each).average().orElseThrow() / 1e6,
                        sent / nanos.size(),
                        used / nanos.size(),
                        nanos.size(),
                        read / nanos.size())
                .line());
    }

    private List<Long> shown(Duration time) throws SQLException {
        List<Long> nanos = new ArrayList<>();
        long end = System.nanoTime() + time.toNanos();
        read = 0;
        while (nanos.size() < FEWEST || System.nanoTime() - end < 0) {
            long start = System.nanoTime();
            read += page.show(connection);
            connection.commit();
            nanos.add(System.nanoTime() - start);
        }
        return nanos;
    }

    /** Those that the server has counted so far in this database. */
    private long statements() throws SQLException {
        return number(
                observer,
                "select coalesce(sum(s.calls), 0) from pg_stat_statements s join pg_database d on d.oid = s.dbid"
                        + " where d.datname = current_database() and s.query ~* '^[^a-z]*(select|insert|update|with)'");
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** What the server's process for this connection has used, in clock ticks of a hundredth of a second. */
    private static double processorMillis(int process) throws IOException {
        String stat = Files.readString(Path.of("/proc", String.valueOf(process), "stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * 10.0;
    }
}
