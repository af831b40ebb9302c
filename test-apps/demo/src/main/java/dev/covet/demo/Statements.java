package dev.covet.demo;

import dev.covet.fixtures.postgres.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Counts the statements that reach the database for each request of the load: at first while Covet only watches, then while
 * it prefetches, then while it answers from its cache too. The server counts them, so nobody has to believe the agent.
 */
final class Statements implements AutoCloseable {
    /** Intervals of the load before prefetching begins, and the first of them that counts. */
    private static final int BEFORE = 3;

    /** The last interval before the cache begins. */
    private static final int PREFETCHED = 6;

    private static final Pattern REPORT = Pattern.compile(" *\\d+ s: (\\d+) requests.*");
    private static final String COUNT = "select coalesce(sum(s.calls), 0) from pg_stat_statements s"
            + " join pg_database d on d.oid = s.dbid where d.datname = '" + PetshopDatabase.NAME
            + "' and s.query ~* '^[^a-z]*(select|insert|update|delete|with)'";

    private final Connection connection;
    private final Path settings;
    private final Consumer<String> console;
    private final CacheFigures cache;
    private int intervals;
    private long counted;
    private double before;
    private double beforeRequests;

    /**
     * Begins to count.
     *
     * @param settings the file that the agent reads each second
     * @param cache what the agent tells of its cache
     */
    Statements(PostgresServer primary, Path settings, Consumer<String> console, CacheFigures cache) {
        this.cache = cache;
        this.settings = settings;
        this.console = console;
        try {
            connection = DriverManager.getConnection(primary.jdbcUrl("postgres"), primary.user(), primary.password());
            try (Statement statement = connection.createStatement()) {
                statement.execute("create extension if not exists pg_stat_statements");
            }
        } catch (SQLException e) {
            throw new DemoProblem("COVET-9106", "Statements cannot be counted: " + e.getMessage() + ".");
        }
    }

    /** What the agent is to begin with. */
    static void observe(Path settings) {
        write(settings, "observe", "observe");
    }

    private static void write(Path settings, String prefetch, String cache) {
        try {
            Files.writeString(settings, "prefetch:\n  mode: " + prefetch + "\ncache:\n  mode: " + cache + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A line that the load has printed. Called by one thread. */
    void said(String line) {
        Matcher report = REPORT.matcher(line);
        if (report.matches()) {
            try {
                interval(Integer.parseInt(report.group(1)));
            } catch (SQLException e) {
                console.accept("statements             could not be counted: " + e.getMessage());
            }
        }
    }

    private void interval(int requests) throws SQLException {
        long now = count();
        double statements = now - counted;
        counted = now;
        intervals++;
        double each = statements / Math.max(1, requests);
        if (intervals > 1 && intervals <= BEFORE) {
            before += statements;
            beforeRequests += requests;
        } else if (intervals > PREFETCHED + 1) {
            say("%.1f for each request before, %.1f now: prefetching and the cache are on", first(), each);
            String told = cache.told();
            if (!told.isEmpty()) {
                console.accept("cache                  " + told);
            }
        } else if (intervals > BEFORE + 1 && intervals <= PREFETCHED) {
            say("%.1f for each request before, %.1f now: prefetching is on", first(), each);
        }
        begin();
    }

    /** What comes next. */
    private void begin() {
        if (intervals == BEFORE) {
            write(settings, "on", "observe");
            say("%.1f for each request; now prefetching is switched on in %s", first(), settings);
        } else if (intervals == PREFETCHED) {
            write(settings, "on", "on");
            say("now the cache is switched on in %s", settings);
        }
    }

    private double first() {
        return before / Math.max(1, beforeRequests);
    }

    private void say(String format, Object... values) {
        console.accept("statements             " + String.format(Locale.ROOT, format, values));
    }

    private long count() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(COUNT)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
