package dev.covet.optimizer.features.cache;

import dev.covet.optimizer.catalog.Suspects;
import dev.covet.optimizer.engine.ConnectionSession;
import dev.covet.optimizer.engine.OwnThread;
import dev.covet.optimizer.engine.WriteClock;
import dev.covet.optimizer.engine.change.ChangeSource;
import dev.covet.optimizer.engine.change.FeedWishes;
import dev.covet.optimizer.features.cache.fanout.FanOut;
import dev.covet.optimizer.features.cache.relay.Epoch;
import dev.covet.optimizer.features.cache.relay.Relay;
import dev.covet.optimizer.features.cache.relay.RelayListener;
import dev.covet.optimizer.features.cache.shared.SharedLog;
import dev.covet.optimizer.sql.Dialect;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The relays of the databases that answers are wanted of. */
final class Databases implements AutoCloseable {
    private static final AtomicInteger THREADS = new AtomicInteger();

    /** So often within the time that answers may be behind. */
    private static final int MOMENTS = 10;

    private final CacheSettings settings;
    private final RelayListener listener;
    private final Runnable ended;
    private final @Nullable FanOut fanOut;
    private final Map<WriteClock, Relay> relays = new ConcurrentHashMap<>();
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /**
     * None yet.
     *
     * @param ended is told when the changes of a database are not followed any more
     */
    Databases(CacheSettings settings, RelayListener listener, Runnable ended) {
        this.settings = settings;
        this.listener = listener;
        this.ended = ended;
        SharedLog log =
                settings.mode() == CacheSettings.Mode.ON && settings.shared().relays()
                        ? SharedLog.of(settings.shared())
                        : null;
        this.fanOut = log == null ? null : new FanOut(log, listener);
    }

    /** The one of this session's database; begins if there is none. Null if it cannot, as once this is closed. */
    @Nullable Relay relay(ConnectionSession session) {
        Relay known = relays.get(session.clock());
        if (known != null || closed || session.changeSource() == ChangeSource.UNKNOWN) {
            return known;
        }
        Relay made = new Relay(
                session.changeSource(),
                new FeedWishes(settings.publication(), settings.mostRetainedBytes()),
                new ConnectionSession(session.engine(), session.facts()),
                listener,
                settings.staleness().toNanos() / MOMENTS,
                settings.level() == CacheSettings.Level.STRICT);
        if (!settings.shared().isOff()) {
            made.share();
        }
        if (fanOut != null) {
            made.opener(fanOut.telling(session.engine().bus()));
        }
        known = relays.putIfAbsent(session.clock(), made);
        if (known == null) {
            start(session.clock(), made);
            return made;
        }
        return known;
    }

    /** What queries on this session's database may name that writes; null if nothing of it is answered at present. */
    @Nullable Suspects suspects(ConnectionSession session) {
        Relay known = relays.get(session.clock());
        Epoch epoch = known == null ? null : known.epoch();
        return epoch == null ? null : epoch.suspects();
    }

    /** Whether names without a database mean those of another one than the relay asks about. */
    static boolean isElsewhere(ConnectionSession session) {
        String catalog = session.state().catalog();
        return session.facts().dialect() == Dialect.MYSQL
                && (session.state().catalogUnknown()
                        || (catalog != null && !catalog.equals(session.facts().database())));
    }

    private void start(WriteClock database, Relay relay) {
        Thread thread = OwnThread.of(() -> run(database, relay), "covet-cache-" + THREADS.incrementAndGet());
        threads.add(thread);
        thread.start();
        if (closed) {
            relay.stop();
        }
    }

    /**
     * Until nobody wants it any more: then nothing of the application's driver may stay. One that is not trusted stays, so that
     * no other takes its place.
     */
    private void run(WriteClock database, Relay relay) {
        try {
            relay.run();
        } finally {
            if (!relay.isDistrusted()) {
                relays.remove(database, relay);
            }
            threads.remove(Thread.currentThread());
            ended.run();
        }
    }

    /** The epochs that go on. */
    Set<Epoch> epochs() {
        return relays.values().stream()
                .map(Relay::epoch)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    /** Waits until nothing runs any more, once it is closed. Returns whether that is so. */
    boolean isOver(Duration most) throws InterruptedException {
        long until = System.nanoTime() + most.toNanos();
        for (Thread thread : threads) {
            thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime())));
        }
        return threads.stream().noneMatch(Thread::isAlive);
    }

    @Override
    public void close() {
        closed = true;
        relays.values().forEach(Relay::stop);
        relays.clear();
    }
}
