package dev.covet.optimizer.features.route.node;

import dev.covet.optimizer.catalog.SessionFacts;
import dev.covet.optimizer.engine.ConnectionSession;
import dev.covet.optimizer.engine.OwnThread;
import dev.covet.optimizer.engine.ServerAccess;
import dev.covet.optimizer.engine.node.RetryBudget;
import dev.covet.optimizer.features.route.RouteSettings;
import dev.covet.optimizer.features.route.position.Hindrance;
import dev.covet.optimizer.features.route.position.Report;
import dev.covet.optimizer.features.route.reads.ReadQuestion;
import dev.covet.optimizer.features.route.reads.ReadRuling;
import dev.covet.optimizer.features.route.reads.Reads;
import dev.covet.optimizer.features.route.reads.ReadsListener;
import dev.covet.optimizer.sql.Dialect;
import java.lang.ref.WeakReference;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** A primary and its replicas, as one user of the application reaches them. */
public final class Cluster implements AutoCloseable {
    private static final AtomicInteger THREADS = new AtomicInteger();
    private static final long BUSY_PAUSE = TimeUnit.MILLISECONDS.toNanos(10);
    private static final long IDLE_PAUSE = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long TROUBLED_PAUSE = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long BUSY = TimeUnit.SECONDS.toNanos(2);
    private static final long FORGOTTEN = TimeUnit.MINUTES.toNanos(10);

    private final ServerAccess servers;
    private final Dialect dialect;
    private final RouteListener listener;
    private final LongSupplier nanoTime;
    private final List<Replica> replicas;
    private final List<Watch> watches = new ArrayList<>();
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private final Set<String> said = ConcurrentHashMap.newKeySet();
    private final Background background = new Background();
    private final Reads reads;
    private final SettingNames settings = new SettingNames();
    private final RetryBudget retries;
    private final @Nullable Failover failover;
    private final Set<WeakReference<ConnectionSession>> sessions = ConcurrentHashMap.newKeySet();
    private volatile String server = "";
    private volatile @Nullable Report primary;
    private volatile boolean fleeting;
    private volatile boolean unlogged;
    private volatile long used;
    private volatile boolean closed;

    /**
     * Not watched yet.
     *
     * @param failover null if nobody succeeds its primary
     */
    public Cluster(
            ServerAccess servers,
            Dialect dialect,
            RouteSettings settings,
            RouteListener listener,
            LongSupplier nanoTime,
            @Nullable Failover failover) {
        this.failover = failover;
        this.servers = servers;
        this.dialect = dialect;
        this.listener = listener;
        this.nanoTime = nanoTime;
        this.used = nanoTime.getAsLong();
        this.replicas = settings.replicas().stream()
                .map(address -> new Replica(address, settings.mostConnections(), nanoTime))
                .toList();
        this.reads = new Reads(new Questions(), nanoTime);
        this.retries = new RetryBudget(nanoTime);
    }

    /** Begins to ask all of them. To be called once. */
    public void start() {
        start(new Watch(servers, dialect, "", new OfPrimary(), nanoTime));
        for (int i = 0; i < replicas.size(); i++) {
            Replica each = replicas.get(i);
            start(new Watch(servers, dialect, each.address(), new OfReplica(each, i + 1), nanoTime));
        }
    }

    private void start(Watch watch) {
        watches.add(watch);
        Thread thread = OwnThread.of(watch, "covet-route-" + THREADS.incrementAndGet());
        threads.add(thread);
        thread.start();
    }

    public List<Replica> replicas() {
        return replicas;
    }

    /** Which statements may go to a replica. */
    public Reads reads() {
        return reads;
    }

    /** Which settings of applications or extensions anything depends on. */
    public SettingNames settings() {
        return settings;
    }

    /** Makes the session of a connection to a replica like this one, as {@link ReplicaConnection#become} does. */
    public boolean makeLike(ReplicaConnection connection, SessionFacts wanted) throws SQLException {
        return connection.become(wanted, dialect, settings);
    }

    /** How often reads may be asked once more. */
    public RetryBudget retries() {
        return retries;
    }

    /** Somebody would read from a replica. */
    public void use(long now) {
        long before = used;
        if (now - before > BUSY_PAUSE) {
            used = now;
            if (now - before > IDLE_PAUSE) {
                threads.forEach(LockSupport::unpark);
            }
        }
    }

    /** This session leads there. */
    public void joined(ConnectionSession session) {
        sessions.removeIf(Cluster::isOver);
        sessions.add(new WeakReference<>(session));
    }

    private static boolean isOver(WeakReference<ConnectionSession> known) {
        ConnectionSession session = known.get();
        return session == null || session.state().isGone();
    }

    /** Something has failed as it does when the primary is another one: all are asked at once, and often for a while. */
    public void suspect() {
        used = nanoTime.getAsLong();
        threads.forEach(LockSupport::unpark);
    }

    /** Whether nobody has used it for so long that its application may be gone. */
    public boolean isForgotten() {
        if (nanoTime.getAsLong() - used <= FORGOTTEN) {
            return false;
        }
        sessions.removeIf(Cluster::isOver);
        // Who has connections open may not read for long, and has to find the next primary nevertheless.
        return failover == null || (sessions.isEmpty() && !failover.isTroubled());
    }

    /** From now on somebody may commit without waiting until a crash leaves it. */
    public void fleeting() {
        fleeting = true;
    }

    /** From now on somebody may write what no replica is told of. */
    public void unlogged() {
        if (!unlogged) {
            unlogged = true;
            replicas.forEach(this::judge);
        }
    }

    /** Whether nothing may be read from replicas for that. */
    public boolean isUnlogged() {
        return unlogged;
    }

    /** A connection to it is wanted and none is at hand. */
    public void want(Replica replica) {
        if (replica.refusal().isEmpty() && replica.pool().mayOpen()) {
            if (!background.does(() -> opened(replica))) {
                replica.pool().notOpened();
            }
        }
    }

    /** It does not answer as it should. */
    public void failed(Replica replica) {
        replica.pool().clear();
    }

    private void opened(Replica replica) {
        try {
            Connection raw = servers.open(replica.address());
            if (raw == null) {
                replica.pool().notOpened();
                return;
            }
            ReplicaConnection made = checked(replica, raw);
            if (made == null) {
                replica.pool().notOpened();
                raw.close();
            } else {
                replica.pool().add(made);
            }
        } catch (SQLException | RuntimeException | LinkageError unable) {
            replica.pool().notOpened();
            // The watch will say why, if that lasts.
        }
    }

    private @Nullable ReplicaConnection checked(Replica replica, Connection raw) throws SQLException {
        try {
            SessionFacts facts = SessionFacts.askAll(raw, dialect, false, 0, settings.all());
            if (!facts.server().equals(replica.server())) {
                trouble(
                        replica,
                        new Hindrance(
                                "COVET-4313",
                                "its address leads to several servers",
                                "Name each replica by an address of its own in covet.route.replicas."));
                return null;
            }
            try (Statement statement = raw.createStatement()) {
                // Should it become a primary, nothing is written on it by mistake.
                statement.execute(
                        dialect == Dialect.POSTGRESQL
                                ? "set default_transaction_read_only = on"
                                : "set session transaction read only");
            }
            return new ReplicaConnection(raw, facts, nanoTime.getAsLong());
        } catch (SQLException | RuntimeException unusable) {
            raw.close();
            throw unusable;
        }
    }

    private final class Questions implements ReadsListener {
        /** Used by the thread of the background. */
        private @Nullable Connection asking;

        @Override
        public void wanted(ReadQuestion question) {
            if (!background.does(() -> answer(question))) {
                reads.leave(question);
            }
        }

        private void answer(ReadQuestion question) {
            try {
                Connection known = asking;
                if (known == null) {
                    known = servers.open("");
                    asking = known;
                    background.last(this::leave);
                }
                if (known == null || reads.judge(known, question).standing() == ReadRuling.Standing.UNKNOWN) {
                    leave();
                }
            } catch (SQLException | RuntimeException | LinkageError unable) {
                reads.leave(question);
                leave();
            }
        }

        private void leave() {
            Connection known = asking;
            asking = null;
            if (known != null) {
                try {
                    known.close();
                } catch (SQLException gone) {
                    // Then it is what is wanted.
                }
            }
        }

        @Override
        public void unfollowed(String message) {
            listener.unfollowed(message);
        }
    }

    private void judge(Replica replica) {
        Hindrance hindrance = hindrance(replica);
        boolean before = replica.refusal().isEmpty();
        replica.refuse(hindrance.reason());
        if (!hindrance.reason().isEmpty()) {
            if (before) {
                replica.pool().clear();
            }
            trouble(replica, hindrance);
        } else if (!before) {
            listener.used(replica.name());
            said.removeIf(each -> each.endsWith(replica.name()));
        }
    }

    private Hindrance hindrance(Replica replica) {
        if (unlogged) {
            return Hindrance.incomplete(
                    "the application sets sql_log_bin, so that replicas need not be told of what it writes",
                    "Leave sql_log_bin as it is, and start the application again.");
        }
        boolean itself =
                failover != null && failover.hasHappened() && !server.isEmpty() && server.equals(replica.server());
        if (itself || standsIn(replica)) {
            return new Hindrance("", "it is the primary", "");
        }
        Hindrance found = Hindrance.of(primary, replica.report());
        return found.equals(Hindrance.NONE) && replica.progress().isAhead() ? Hindrance.ahead() : found;
    }

    private void trouble(Replica replica, Hindrance hindrance) {
        if (!hindrance.code().isEmpty() && said.add(hindrance.code() + ' ' + replica.name())) {
            listener.trouble(
                    hindrance.code(),
                    "Nothing is read from the replica " + replica.name() + ": " + hindrance.reason() + '.',
                    hindrance.cure());
        }
    }

    private boolean standsIn(Replica replica) {
        return failover != null && failover.standsIn(replicas.indexOf(replica) + 1);
    }

    private long pause() {
        if (failover != null && failover.isTroubled()) {
            return TROUBLED_PAUSE;
        }
        return nanoTime.getAsLong() - used < BUSY ? BUSY_PAUSE : IDLE_PAUSE;
    }

    /** Waits until no thread of it runs any more, once it is closed. Returns whether that is so. */
    public boolean isOver(long mostMillis) throws InterruptedException {
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(mostMillis);
        for (Thread thread : threads) {
            thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime())));
        }
        return background.isOver(until - System.nanoTime()) && threads.stream().noneMatch(Thread::isAlive);
    }

    public boolean isClosed() {
        return closed;
    }

    /** Ends all connections. */
    @Override
    public void close() {
        closed = true;
        if (failover != null) {
            failover.end();
        }
        watches.forEach(Watch::stop);
        threads.forEach(LockSupport::unpark);
        background.close();
        replicas.forEach(each -> {
            each.refuse("routing has ended");
            each.pool().close();
        });
    }

    /** What follows from what the primary says. */
    private final class OfPrimary implements Watch.Listener {
        @Override
        public void reached(String running) {
            if (!running.equals(server)) {
                server = running;
                begin();
            }
        }

        private void begin() {
            primary = null;
            replicas.forEach(each -> {
                each.progress().begin();
                judge(each);
            });
        }

        @Override
        public void reported(Report report, long asked) {
            Report before = primary;
            // A primary that has lost transactions gives their numbers to others.
            boolean same = before != null
                    && report.isOfSame(before)
                    && !before.position().exceeds(report.position());
            primary = report;
            boolean all = fleeting || !report.lasting();
            for (Replica each : replicas) {
                if (!same) {
                    each.progress().forget();
                    judge(each);
                }
                each.progress().primaryWas(asked, all ? report.all() : report.position());
                if (each.progress().isAhead() && each.refusal().isEmpty()) {
                    judge(each);
                }
            }
            if (failover != null) {
                failover.said(Succession.HOME, server, report);
            }
        }

        @Override
        public void lost(SQLException why, boolean opening) {
            // What is shown at replicas ages from now on, until that is too old.
            if (failover != null) {
                failover.lost(Succession.HOME, why, opening);
            }
        }

        @Override
        public long pause() {
            if (isForgotten()) {
                close();
            }
            return Cluster.this.pause();
        }
    }

    /** What follows from what a replica says. */
    private final class OfReplica implements Watch.Listener {
        private final Replica replica;
        private final int place;

        OfReplica(Replica replica, int place) {
            this.replica = replica;
            this.place = place;
        }

        @Override
        public void reached(String running) {
            if (!running.equals(replica.server())) {
                replica.progress().forget();
                replica.pool().clear();
                replica.isServer(running);
            }
        }

        @Override
        public void reported(Report report, long asked) {
            if (failover != null) {
                failover.said(place, replica.server(), report);
            }
            Report before = replica.report();
            boolean same = before != null && report.isOfSame(before);
            if (!same) {
                // Before its position counts, which is one of another history now.
                replica.refuse("it follows another history than before");
                replica.progress().forget();
            }
            replica.reported(report, asked, nanoTime.getAsLong());
            if (!same || !replica.refusal().isEmpty()) {
                judge(replica);
            }
        }

        @Override
        public void lost(SQLException why, boolean opening) {
            if (failover != null) {
                failover.lost(place, why, opening);
            }
            replica.refuse("it cannot be asked");
            replica.progress().forget();
            replica.pool().clear();
            trouble(
                    replica,
                    new Hindrance(
                            "COVET-4310",
                            "it cannot be asked (" + why.getSQLState() + ", " + why.getMessage() + ')',
                            "See that it runs and accepts the application's user and password."));
        }

        @Override
        public long pause() {
            return Cluster.this.pause();
        }
    }
}
