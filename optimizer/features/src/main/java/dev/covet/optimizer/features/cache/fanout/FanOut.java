package dev.covet.optimizer.features.cache.fanout;

import dev.covet.optimizer.engine.change.ChangeFeed;
import dev.covet.optimizer.engine.change.ChangeSource;
import dev.covet.optimizer.engine.change.FeedRefusedException;
import dev.covet.optimizer.engine.change.FeedWishes;
import dev.covet.optimizer.engine.change.Inquiry;
import dev.covet.optimizer.engine.signal.SignalBus;
import dev.covet.optimizer.features.cache.relay.FeedOpener;
import dev.covet.optimizer.features.cache.relay.RelayListener;
import dev.covet.optimizer.features.cache.shared.SharedLog;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Opens feeds by which one JVM for each database is told of its changes for all. */
public final class FanOut {
    /** That whoever leads takes to open its own feed, at most. */
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(15);

    private static final long LOOKING = TimeUnit.MILLISECONDS.toNanos(20);

    private final SharedLog log;
    private final RelayListener listener;
    private final Standing.All standings = new Standing.All();

    /** By mark the last one that wrote what cannot be read here. */
    private final Map<String, Term> unreadable = new ConcurrentHashMap<>();

    public FanOut(SharedLog log, RelayListener listener) {
        this.log = log;
        this.listener = listener;
    }

    /**
     * What this JVM is to do.
     *
     * @param term to read or to write; null to be told by the database and to lead some time later
     * @param last the entry to begin after; 0 to lead
     */
    private record Role(@Nullable Term term, long last) {}

    /**
     * What opens them.
     *
     * @param bus that is told how this JVM is told
     */
    public FeedOpener telling(SignalBus bus) {
        return (source, wishes) -> open(source, wishes, standings.begin(bus));
    }

    private ChangeFeed open(ChangeSource source, FeedWishes wishes, Standing standing)
            throws FeedRefusedException, SQLException {
        Inquiry inquiry = source.inquire(wishes);
        if (inquiry == null) {
            return source.open(wishes);
        }
        String mark = Term.mark(inquiry);
        SharedLog.Session store = null;
        ChangeFeed following = null;
        Role role = new Role(null, 0);
        try {
            store = log.open();
            role = role(store, mark);
            following = following(inquiry, store, role, standing);
        } catch (IOException away) {
            listener.apart(String.valueOf(away.getMessage()));
        } finally {
            if (following == null) {
                inquiry.close();
                if (store != null) {
                    store.close();
                }
            }
        }
        return following == null
                ? told(
                        source,
                        wishes,
                        inquiry,
                        new Publisher(log, mark, role.term(), this::cannotRead, listener, standing))
                : following;
    }

    private Role role(SharedLog.Session store, String mark) throws IOException, SQLException {
        long until = System.nanoTime() + PATIENCE;
        while (System.nanoTime() - until < 0) {
            String holder = store.read(mark);
            if (holder == null) {
                Term own = Term.begin(mark);
                if (own.claim(store)) {
                    return new Role(own, 0);
                }
                continue;
            }
            Term others = new Term(mark, holder);
            if (cannotRead(others)) {
                break;
            }
            long last = store.last(others.log());
            if (last > 0) {
                return new Role(others, last);
            }
            if (Thread.currentThread().isInterrupted()) {
                throw new SQLException("Interrupted while another JVM begins to follow the changes.", "08001");
            }
            LockSupport.parkNanos(LOOKING);
        }
        return new Role(null, 0);
    }

    /** Null if there is nobody to follow. */
    private @Nullable ChangeFeed following(Inquiry inquiry, SharedLog.Session store, Role role, Standing standing)
            throws SQLException {
        Term term = role.term();
        if (term == null || role.last() == 0) {
            return null;
        }
        ChangeFeed made =
                new FollowingFeed(inquiry, store, term, role.last(), () -> unreadable.put(term.mark(), term), standing);
        // What stands in the log before may not be seen yet, and nobody will tell of it.
        inquiry.settle();
        standing.become(Standing.Role.FOLLOWS);
        listener.handed();
        return made;
    }

    private boolean cannotRead(Term term) {
        return term.equals(unreadable.get(term.mark()));
    }

    /** By the database itself. */
    private static ChangeFeed told(ChangeSource source, FeedWishes wishes, Inquiry before, Publisher publisher)
            throws FeedRefusedException, SQLException {
        ChangeFeed feed = null;
        ChangeFeed leading = null;
        publisher.start();
        try {
            feed = source.open(wishes);
            if (!feed.identity().equals(before.identity())) {
                throw new SQLException("Another server, or another history of it, answers now.", "08006");
            }
            leading = new LeadingFeed(feed, publisher);
            return leading;
        } catch (FeedRefusedException refused) {
            throw new FeedRefusedException(
                    refused.code(),
                    refused.sentence() + " No other JVM hands its changes on, either.",
                    refused.cure(),
                    true);
        } finally {
            if (leading == null) {
                if (feed != null) {
                    feed.close();
                }
                publisher.close();
            }
        }
    }
}
