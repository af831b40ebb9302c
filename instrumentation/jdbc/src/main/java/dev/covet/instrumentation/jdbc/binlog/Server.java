package dev.covet.instrumentation.jdbc.binlog;

import dev.covet.optimizer.engine.change.FeedRefusedException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** What is asked of MariaDB and of MySQL in different ways. */
abstract class Server {
    private static final long HEARTBEAT_NANOS = 1_000_000_000L;

    /** Numbers of replicas that people choose are small. Two with the same number end each other. */
    private static final int LEAST_NUMBER = Integer.MIN_VALUE;

    private static final int TRIES = 3;
    private static final long SETTLING_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long BETWEEN_LOOKS = TimeUnit.MILLISECONDS.toNanos(5);

    final Connection asking;
    final History history;

    /** The last place that was asked for. */
    private volatile LogPosition logged = LogPosition.BEGIN;

    Server(Connection asking, History history) {
        this.asking = asking;
        this.history = history;
    }

    /** The same server, asked on another connection by another thread. */
    final Server on(Connection other) throws SQLException {
        Settings settings = Settings.ask(other);
        if (!History.of(other, settings).equals(history)) {
            throw new SQLException("The address leads to several servers, or the server's log was reset.", "08006");
        }
        Server made = of(other, settings, history);
        made.logged = logged;
        return made;
    }

    static Server of(Connection asking, Settings settings, History history) {
        return settings.isMariaDb() ? new MariaDb(asking, history) : new MySql(asking, settings.version(), history);
    }

    /** What the server is to know of the connection that it sends its log on, as one statement. */
    abstract String introduction();

    /** The command for the log from where everybody sees everything. */
    abstract byte[] command() throws FeedRefusedException, SQLException;

    /**
     * What is so now.
     *
     * @param prepared whether it matters which transactions are only prepared
     */
    abstract BinlogMoment ask(boolean prepared) throws SQLException;

    /** Likewise; fails if the log goes back, as it does when it begins anew. */
    final BinlogMoment moment(boolean prepared) throws SQLException {
        BinlogMoment now = ask(prepared);
        for (int i = 1; i < TRIES && now.logged().isBefore(logged); i++) {
            now = ask(prepared);
        }
        if (now.logged().isBefore(logged)) {
            throw new SQLException("The server's log was at " + logged + " and is at " + now.logged() + ".", "08006");
        }
        logged = now.logged();
        return now;
    }

    /**
     * Fails if the log may have begun anew since the history was asked for. Of what begins later it is seen that the log goes back.
     */
    final void confirm() throws SQLException {
        moment(false);
        History now = History.ask(asking);
        if (!now.equals(history)) {
            throw new SQLException(
                    "Another server, or another history of it, answers now: " + now.name() + " after " + history.name()
                            + ".",
                    "08006");
        }
    }

    /** Waits until everybody sees what was in the log when this was called. */
    final void settle() throws SQLException {
        long start = System.nanoTime();
        Settling settling = settling();
        while (!settling.isOver()) {
            if (System.nanoTime() - start > SETTLING_NANOS
                    || Thread.currentThread().isInterrupted()) {
                throw new SQLException(
                        "COVET-4211 What another JVM hands on of the server's log can be followed when all see what was"
                                + " committed before; after " + TimeUnit.NANOSECONDS.toSeconds(SETTLING_NANOS)
                                + " s commits still wait, for a replica perhaps (SHOW PROCESSLIST).",
                        "57014");
            }
            LockSupport.parkNanos(BETWEEN_LOOKS);
        }
    }

    /** A wait for what was in the log at some time. */
    @FunctionalInterface
    interface Settling {
        boolean isOver() throws SQLException;
    }

    /** For what is in the log now. */
    abstract Settling settling() throws SQLException;

    /** The statement for where the log ends. */
    abstract String logStatus();

    /** Which databases are in the log, as the server says. */
    record Filters(String only, String without) {}

    Filters filters() throws SQLException {
        try (Statement statement = asking.createStatement();
                ResultSet row = statement.executeQuery(logStatus())) {
            return row.next() ? new Filters(text(row, 3), text(row, 4)) : new Filters("", "");
        }
    }

    static long heartbeat() {
        return HEARTBEAT_NANOS;
    }

    static int number() {
        return ThreadLocalRandom.current().nextInt(LEAST_NUMBER, -1);
    }

    static ByteBuffer bytes(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    static String text(ResultSet row, int column) throws SQLException {
        return Objects.requireNonNullElse(row.getString(column), "");
    }

    /** As they stand in the log: the name's parts in hexadecimal digits. */
    Set<String> prepared() throws SQLException {
        Set<String> prepared = new TreeSet<>();
        try (Statement statement = asking.createStatement();
                ResultSet rows = statement.executeQuery("xa recover")) {
            while (rows.next()) {
                byte[] data = Objects.requireNonNullElse(rows.getBytes(4), new byte[0]);
                int first = rows.getInt(2);
                prepared.add(EventReader.xid(ByteBuffer.wrap(data), first, rows.getInt(3), rows.getInt(1)));
            }
        }
        return prepared;
    }
}
