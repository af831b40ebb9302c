package dev.covet.demo;

import dev.covet.fixtures.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Counts the statements that reach the database servers for each request of the load: at first while Covet only watches, then
 * while it prefetches, then while it answers from its cache too, then while it sends reads to the standby instead.
 */
final class Statements implements AutoCloseable {
    /** Intervals of the load before prefetching begins. Of them, the first one does not count. */
    private static final int BEFORE = 3;

    /** The last interval before the cache begins. */
    private static final int PREFETCHED = 6;

    /** The last interval before reads move to the standby. */
    private static final int CACHED = 9;

    private static final int SECONDS = 10;
    private static final Pattern REPORT = Pattern.compile(" *\\d+ s: (\\d+) requests.*");
    private static final String BEHIND =
            "select round(coalesce(extract(epoch from max(replay_lag)), 0) * 1000, 1)" + " from pg_stat_replication";

    private final Servers servers;
    private final Connection primary;
    private final Connection standby;
    private final AgentFile settings;
    private final Consumer<String> console;
    private final CacheFigures cache;
    private final Runnable readsMoved;
    private ServerCounts atPrimary = ServerCounts.NONE;
    private ServerCounts atStandby = ServerCounts.NONE;
    private int intervals;
    private double before;
    private double beforeRequests;
    private boolean ended;

    /**
     * Begins to count.
     *
     * @param settings that the agent reads
     * @param cache what the agent tells of its cache
     * @param readsMoved is run once reads were seen at the standby
     */
    Statements(Servers servers, AgentFile settings, Consumer<String> console, CacheFigures cache, Runnable readsMoved) {
        this.servers = servers;
        this.settings = settings;
        this.console = console;
        this.cache = cache;
        this.readsMoved = readsMoved;
        try {
            primary = servers.connectToPrimary("postgres");
            standby = servers.connectToStandby("postgres");
        } catch (SQLException e) {
            throw new DemoProblem("COVET-9106", "Statements cannot be counted: " + e.getMessage() + ".");
        }
    }

    /** A line that the load has printed. Called by one thread. */
    void said(String line) {
        Matcher report = REPORT.matcher(line);
        if (!report.matches() || ended) {
            return;
        }
        if (servers.isKilled()) {
            ended = true;
            say("are not counted any more: that was done at the old primary");
            return;
        }
        try {
            interval(Integer.parseInt(report.group(1)));
        } catch (SQLException e) {
            say("could not be counted: " + e.getMessage());
        }
    }

    private void interval(int requests) throws SQLException {
        ServerCounts primaryNow = ServerCounts.of(primary);
        ServerCounts standbyNow = ServerCounts.of(standby);
        ServerCounts there = primaryNow.since(atPrimary);
        ServerCounts elsewhere = standbyNow.since(atStandby);
        atPrimary = primaryNow;
        atStandby = standbyNow;
        intervals++;
        double statements = there.statements() + elsewhere.statements();
        if (intervals > 1 && intervals <= BEFORE) {
            before += statements;
            beforeRequests += requests;
        } else if (intervals > BEFORE + 1 && !isFirstOfStep()) {
            double own = (double) (there.own() + elsewhere.own()) / SECONDS;
            compare(statements / Math.max(1, requests), own);
            if (intervals > CACHED) {
                sayReads(there.reads(), elsewhere.reads());
            }
        }
        begin();
    }

    /** Half of it was spent otherwise. */
    private boolean isFirstOfStep() {
        return intervals == PREFETCHED + 1 || intervals == CACHED + 1;
    }

    private void compare(double each, double own) {
        String what =
                intervals <= PREFETCHED ? "prefetching" : intervals <= CACHED ? "also the cache" : "also a standby";
        say("%.1f a request at first, %.1f now: %s; Covet's own: %.0f a second", first(), each, what, own);
        String told = intervals > PREFETCHED && intervals <= CACHED ? cache.told() : "";
        if (!told.isEmpty()) {
            console.accept("cache                  " + told);
        }
    }

    private void sayReads(long there, long elsewhere) throws SQLException {
        console.accept(String.format(
                Locale.ROOT,
                "reads                  %d %% of %d at the standby, %s ms behind; the others at the primary",
                Math.round(100.0 * elsewhere / Math.max(1, there + elsewhere)),
                there + elsewhere,
                Sql.value(primary, BEHIND)));
        if (elsewhere > 0) {
            readsMoved.run();
        }
    }

    /** What comes next. */
    private void begin() {
        if (intervals == BEFORE) {
            settings.write(AgentFile.Step.PREFETCH);
            say("%.1f a request; now prefetching is switched on", first());
        } else if (intervals == PREFETCHED) {
            settings.write(AgentFile.Step.CACHE);
            say("now the cache is switched on");
        } else if (intervals == CACHED) {
            settings.write(AgentFile.Step.STANDBY);
            say("now reads go to the standby, and the cache is switched off");
        }
    }

    private double first() {
        return before / Math.max(1, beforeRequests);
    }

    private void say(String format, Object... values) {
        console.accept("statements             " + String.format(Locale.ROOT, format, values));
    }

    @Override
    public void close() throws SQLException {
        primary.close();
        standby.close();
    }
}
