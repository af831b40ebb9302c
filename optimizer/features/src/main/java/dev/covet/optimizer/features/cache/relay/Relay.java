package dev.covet.optimizer.features.cache.relay;

import dev.covet.optimizer.catalog.SessionFacts;
import dev.covet.optimizer.engine.ConnectionSession;
import dev.covet.optimizer.engine.change.ChangeFeed;
import dev.covet.optimizer.engine.change.ChangeSource;
import dev.covet.optimizer.engine.change.Commit;
import dev.covet.optimizer.engine.change.FeedRefusedException;
import dev.covet.optimizer.engine.change.FeedWishes;
import dev.covet.optimizer.engine.change.Moment;
import dev.covet.optimizer.engine.signal.CommitsSeenSignal;
import dev.covet.optimizer.sql.Dialect;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Follows the changes of one database on a thread of its own: counts them by table, says up to which moment all are
 * known, and has queries judged. Ends when nobody has wanted answers for ten minutes.
 */
public final class Relay implements Runnable {
    private static final long RECEIVING = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long RESTING = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long UNWANTED = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long LOOKING = TimeUnit.SECONDS.toNanos(1);
    private static final long UNUSED = TimeUnit.SECONDS.toNanos(2);
    private static final long LASTING = TimeUnit.MINUTES.toNanos(1);
    private static final long FORGOTTEN = TimeUnit.MINUTES.toNanos(10);
    private static final int MOST_WAITING = 1_000;

    /** So many times as often the database is asked while answers are held back. */
    private static final int HURRY = 8;

    /** Definitions are looked at for one part of the time among so many: catalogs can be large. */
    private static final int LEISURE = 10;

    /** The quickest of so many looks counts: one that waited for a processor says nothing of the catalog. */
    private static final int LOOKS = 4;

    private final FeedWishes wishes;
    private final ConnectionSession session;
    private final RelayListener listener;
    private final long pace;
    private final long definitionsPace;
    private final boolean strict;
    private final Queue<Judged> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private volatile ChangeSource source;
    private volatile @Nullable Epoch epoch;
    private volatile @Nullable Freshness freshness;
    private volatile long used;
    private volatile boolean hurried;
    private volatile boolean stopped;
    private volatile boolean distrusted;
    private volatile boolean shares;
    private volatile FeedOpener opener = ChangeSource::open;
    private volatile @Nullable Thread thread;

    /**
     * One that is to be run by a thread.
     *
     * @param session made for this relay: it stands for the feed's own connection
     * @param pace nanoseconds from one moment that is asked for to the next; definitions are looked at less often
     * @param strict whether {@link #since} is to be asked
     */
    public Relay(
            ChangeSource source,
            FeedWishes wishes,
            ConnectionSession session,
            RelayListener listener,
            long pace,
            boolean strict) {
        this.source = source;
        this.wishes = wishes;
        this.session = session;
        this.listener = listener;
        this.pace = pace;
        this.definitionsPace = 3 * pace;
        this.strict = strict;
        this.used = now();
    }

    /** The present one; null while changes may be missed. */
    public @Nullable Epoch epoch() {
        return epoch;
    }

    /** Answers go to other JVMs, too, and come from them: {@link Epoch#reach} is wanted. To be said before it is run. */
    public void share() {
        shares = true;
    }

    /** By whom feeds are opened. To be said before it is run. */
    public void opener(FeedOpener other) {
        opener = other;
    }

    /** Somebody wants answers of this database. */
    public void use(long nanos) {
        if (nanos - used > RESTING) {
            used = nanos;
        }
    }

    /** What to open next: of a session that is connected now, whose user and password are the ones in use. */
    public void source(ChangeSource newest) {
        if (newest != ChangeSource.UNKNOWN) {
            source = newest;
        }
    }

    /** Somebody could not be answered because the last complete moment is too long ago. */
    public void hurry() {
        hurried = true;
    }

    /**
     * A time since the given one of which all changes of rows are told; empty if that cannot be said in time. Asks the
     * database.
     */
    public OptionalLong since(long start, long most) {
        Freshness present = freshness;
        return present == null ? OptionalLong.empty() : present.since(start, most);
    }

    /** The nanoseconds that {@link #since} takes mostly; 0 if nobody knows. */
    public long sinceTakes() {
        Freshness present = freshness;
        return present == null ? 0 : present.usual();
    }

    /** Has a query judged soon. Returns whether it was taken. */
    public boolean judge(Judged query) {
        return waiting.offer(query);
    }

    /** The number of the last change of the schema by this JVM. */
    public long schema() {
        return session.clock().schema();
    }

    /** What it says was proven wrong: it ends, and no other takes its place. Returns whether this is new. */
    public boolean distrust() {
        boolean before = distrusted;
        distrusted = true;
        stop();
        return !before;
    }

    public boolean isDistrusted() {
        return distrusted;
    }

    /** Ends soon. */
    public void stop() {
        stopped = true;
        Thread running = thread;
        if (running != null) {
            running.interrupt();
        }
    }

    private long now() {
        return session.engine().nanoTime();
    }

    @Override
    public void run() {
        thread = Thread.currentThread();
        Pause pause = new Pause();
        while (isNeeded()) {
            long opened = now();
            try (ChangeFeed feed = opener.open(source, wishes)) {
                opened = now();
                new Course(feed).follow();
            } catch (FeedRefusedException refused) {
                listener.refused(refused);
                if (!refused.passing()) {
                    pause.refused();
                }
            } catch (SQLException lost) {
                listener.lost(lost);
            } catch (RuntimeException | LinkageError | StackOverflowError ours) {
                session.engine().protection().guard("cache").failed(ours);
                listener.lost(new SQLException(ours.toString(), ours));
            } catch (OutOfMemoryError exhausted) {
                // Of a row that somebody has written, for example: without this nobody would follow any more.
                listener.lost(new SQLException(exhausted.toString(), exhausted));
            } finally {
                epoch = null;
            }
            if (now() - opened > LASTING) {
                pause.reset();
            }
            pause.take(() -> !isNeeded());
        }
    }

    private boolean isNeeded() {
        return !stopped && now() - used < FORGOTTEN;
    }

    /** One feed, from its opening to its end. Belongs to the relay's thread. */
    private final class Course {
        private final ChangeFeed feed;
        private Judge judge;
        private final Positions positions = new Positions();
        private final Quarantine quarantine = new Quarantine(session.engine().tables(), positions);
        private @Nullable Moment target;
        private long[] targetOwn = {};
        private long targetNanos;
        private long asked;
        private long hurriedAt;
        private long defined;
        private final long[] looking = new long[LOOKS];
        private int looks;
        private long watched;
        private String origin = "";
        private boolean ends;

        Course(ChangeFeed feed) {
            this.feed = feed;
            this.judge = new Judge(feed, session, shares);
            this.defined = now() - definitionsPace;
            this.watched = now() - LOOKING;
        }

        void follow() throws SQLException {
            try {
                String server = server();
                ask();
                listener.following();
                while (isNeeded()) {
                    begin(server);
                    watch();
                    feed.receive(isWanted() ? RECEIVING : RESTING, this::committed);
                    advance();
                }
            } finally {
                epoch = null;
                quarantine.releaseAll();
                endWatch();
            }
        }

        private String server() throws SQLException {
            return SessionFacts.ask(feed.asking(), session.facts().dialect(), false, 0)
                    .server();
        }

        private void watch() throws SQLException {
            Freshness present = freshness;
            if (present != null && present.isWaited() && now() - hurriedAt >= RECEIVING) {
                hurriedAt = now();
                feed.hurry();
            }
            if (present != null && isWanted() && present.isIdle()) {
                // What lies between may forget a connection on which nothing is said, and an application's thread would
                // wait.
                present.since(now(), 0);
            }
            if (strict && (present == null || present.isBroken()) && now() - watched >= LOOKING) {
                watched = now();
                endWatch();
                freshness = new Freshness(feed, session.engine()::nanoTime, origin);
            }
        }

        private void endWatch() {
            Freshness present = freshness;
            freshness = null;
            if (present != null) {
                present.close();
            }
        }

        /** Another epoch, if there is none or if this JVM has changed definitions. */
        private void begin(String server) {
            Epoch present = epoch;
            long schema = session.clock().schema();
            // A change of definitions that was told of may not be seen yet.
            boolean settled = !ends || quarantine.isEmpty();
            if ((present == null && settled) || (present != null && present.schema() != schema)) {
                ends = false;
                target = null;
                judge = new Judge(feed, session, shares);
                epoch = new Epoch(server, schema);
            }
        }

        private void committed(Commit commit) {
            if (commit.anything()) {
                epoch = null;
                ends = true;
            }
            quarantine.take(commit, now());
        }

        private boolean isWanted() {
            return now() - used < UNUSED;
        }

        private void advance() throws SQLException {
            Moment awaited = target;
            if (awaited != null && feed.reached(awaited)) {
                Epoch present = epoch;
                if (present != null) {
                    reach(present, awaited.position());
                    present.complete(defined - targetNanos < 0 ? defined : targetNanos);
                }
                target = null;
                awaited = null;
            }
            if (awaited == null && isTimeToAsk()) {
                ask();
            } else if (awaited != null && now() - hurriedAt >= pace / HURRY) {
                hurriedAt = now();
                feed.hurry();
            }
            if (target != null && isWanted() && isTimeToLook(false)) {
                // However long rows are not told of.
                look(now());
            }
            judgeSome();
        }

        private void reach(Epoch present, long position) {
            if (shares && position >= 0) {
                Reach before = present.reach();
                long start = before == null ? position : before.start();
                present.reach(new Reach(origin, position, start, targetNanos, targetOwn, positions));
            }
        }

        private boolean isTimeToAsk() {
            long since = now() - asked;
            boolean soon = hurried || !quarantine.isEmpty();
            if (isWanted()) {
                return since >= pace || (soon && since >= pace / HURRY);
            }
            return !quarantine.isEmpty() && since >= UNWANTED;
        }

        private boolean isTimeToLook(boolean held) {
            long since = now() - defined;
            long usual = Arrays.stream(looking).min().orElse(0);
            return since >= LEISURE * usual && (held || since >= definitionsPace);
        }

        /** Whether definitions are still those of the epoch, which ends if not. */
        private void look(long since) throws SQLException {
            defined = since;
            long began = now();
            Epoch present = epoch;
            if (!judge.holds()) {
                epoch = null;
            } else if (present != null && session.facts().dialect() == Dialect.POSTGRESQL) {
                // Of others only the log tells definitions.
                present.defined(since);
            }
            looking[looks++ % LOOKS] = now() - began;
        }

        /** What is told of until this moment is known will be all that anybody can see when it is asked for. */
        private void ask() throws SQLException {
            // Answers that are held back are so until definitions are looked at, too.
            boolean look = isTimeToLook(hurried);
            hurried = false;
            asked = now();
            if (shares) {
                targetOwn = Reach.own(session.engine().tables(), positions);
            }
            Moment moment = feed.moment();
            if (!origin.isEmpty() && !origin.equals(moment.origin())) {
                throw new SQLException("another server, or another history of it, answers now");
            }
            origin = moment.origin();
            long released = now();
            quarantine
                    .release(moment)
                    .ifPresent(told -> session.engine().bus().post(new CommitsSeenSignal(released - told)));
            targetNanos = asked;
            target = moment;
            hurriedAt = asked;
            feed.hurry();
            if (look) {
                look(asked);
            }
        }

        /** Whether the epoch goes on. */
        private boolean isJudged(Judged query, Epoch present) throws SQLException {
            try {
                Ruling ruling = judge.judge(query.shape(), present);
                if (ruling != null) {
                    query.ruled(ruling);
                }
                return ruling != null;
            } catch (UnaskedException passing) {
                query.unruled();
                return true;
            } catch (RuntimeException | LinkageError | StackOverflowError ours) {
                session.engine().protection().guard("cache").failed(ours);
                unjudgeable(query, present);
                return true;
            }
        }

        /** Asked again it would fail again, so it is not until the next epoch. */
        private void unjudgeable(Judged query, Epoch present) throws SQLException {
            // What was thrown in the middle of an answer may have left the rest of it to whoever asks next.
            if (!present.server().equals(server())) {
                throw new SQLException("The connection answers something else than it is asked.", "08007");
            }
            query.ruled(new Ruling(present, List.of("judging it failed by a fault of Covet"), false, ""));
        }

        /** For a while, so that what is told of need not wait long. */
        private void judgeSome() throws SQLException {
            Epoch present = epoch;
            long until = now() + pace;
            while (present != null && now() - until < 0) {
                Judged next = waiting.poll();
                if (next == null) {
                    return;
                }
                if (!isJudged(next, present)) {
                    epoch = null;
                    return;
                }
            }
        }
    }
}
