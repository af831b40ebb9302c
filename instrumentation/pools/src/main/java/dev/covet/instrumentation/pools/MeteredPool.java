package dev.covet.instrumentation.pools;

import dev.covet.optimizer.engine.ConnectionSession;
import dev.covet.optimizer.engine.Lender;
import dev.covet.optimizer.engine.PoolSource;
import dev.covet.optimizer.engine.Pools;
import dev.covet.optimizer.engine.node.Relocations;
import dev.covet.optimizer.engine.node.WatchedNode;
import dev.covet.optimizer.engine.signal.PoolFacts;
import java.lang.ref.WeakReference;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** One pool of the application, and what we call it. Keeps neither the pool nor its adapter. */
final class MeteredPool implements PoolSource {
    /** Who has more is not told of the rest. */
    private static final int MOST_SERVERS = 16;

    private final WeakReference<Object> pool;
    private final WeakReference<PoolAdapter> adapter;
    private final Pools pools;
    private final AtomicInteger lent = new AtomicInteger();
    private final String name;
    private volatile @Nullable WatchedNode node;
    private volatile boolean leadsToSeveral;
    private final Set<String> servers = ConcurrentHashMap.newKeySet();
    private final AtomicInteger generation = new AtomicInteger();

    MeteredPool(Object pool, PoolAdapter adapter, Pools pools) {
        this.pool = new WeakReference<>(pool);
        this.adapter = new WeakReference<>(adapter);
        this.pools = pools;
        String given = adapter.givenName(pool);
        this.name = pools.open(given == null ? PoolNames.derived(adapter.kind(), adapter.url(pool)) : given, this);
    }

    String name() {
        return name;
    }

    @Nullable PoolAdapter adapter() {
        return adapter.get();
    }

    void close() {
        pools.close(name, this);
    }

    /** One of its connections leads there. Of a pool that leads to several nobody knows where the next one leads to. */
    void leadsTo(@Nullable WatchedNode found) {
        WatchedNode known = node;
        if (known == null) {
            node = found;
        } else if (found != null && found != known) {
            leadsToSeveral = true;
        }
    }

    /** One of its connections is that of this session. */
    void leadsTo(ConnectionSession session) {
        leadsTo(session.place().node());
        if (servers.size() < MOST_SERVERS) {
            servers.add(Relocations.name(session.facts().host(), session.facts().port()));
        }
    }

    /** Counts how often its connections were of no use any more. */
    int generation() {
        return generation.get();
    }

    @Override
    public void leave(String server) throws SQLException {
        Object current = pool.get();
        PoolAdapter reader = adapter.get();
        if (current != null && reader != null && servers.remove(server)) {
            // The next one may lead elsewhere.
            node = null;
            leadsToSeveral = false;
            generation.incrementAndGet();
            reader.renew(current);
        }
    }

    /** Whoever sees one of its connections break may tell it so. */
    Lender lender(Object lent) {
        return new Told(this, new WeakReference<>(lent));
    }

    private record Told(MeteredPool of, WeakReference<Object> lent) implements Lender {
        @Override
        public boolean learns() {
            PoolAdapter reader = of.adapter.get();
            return reader != null && reader.learnsOfBroken();
        }

        @Override
        public void broken() {
            Object current = of.pool.get();
            PoolAdapter reader = of.adapter.get();
            Object handle = lent.get();
            if (current != null && reader != null && handle != null) {
                reader.broken(current, handle);
            }
        }
    }

    /** Why nobody is to wait for a connection; null if nothing is known against it. */
    @Nullable SQLException refusal() {
        WatchedNode known = node;
        if (known == null || leadsToSeveral || known.isClosed()) {
            return null;
        }
        PoolFacts facts = facts(name);
        return known.refusesBorrow(facts == null ? PoolFacts.UNKNOWN : facts.idle());
    }

    @Override
    public @Nullable PoolFacts facts(String asked) {
        Object current = pool.get();
        PoolAdapter reader = adapter.get();
        if (current == null || reader == null || reader.isClosed(current)) {
            return null;
        }
        try {
            PoolFacts facts = reader.facts(current, asked);
            return facts.used() == PoolFacts.UNKNOWN ? counted(facts) : facts;
        } catch (SQLException beingClosed) {
            return null;
        }
    }

    /** For a pool that does not count what it has lent: it says how many connections it has, and we have counted. */
    private PoolFacts counted(PoolFacts facts) {
        int used = Math.max(0, lent.get());
        return new PoolFacts(
                facts.name(),
                facts.kind(),
                Math.max(0, facts.idle() - used),
                used,
                facts.max(),
                facts.idleMax(),
                facts.idleMin(),
                facts.pending());
    }

    void lent(int more) {
        lent.addAndGet(more);
    }

    void created(long nanos) {
        if (pools.observed()) {
            pools.each(listener -> listener.created(name, nanos));
        }
    }

    void waited(long nanos) {
        if (pools.observed()) {
            pools.each(listener -> listener.waited(name, nanos));
        }
    }

    void used(long nanos) {
        if (pools.observed()) {
            pools.each(listener -> listener.used(name, nanos));
        }
    }

    void timedOut() {
        if (pools.observed()) {
            pools.each(listener -> listener.timedOut(name));
        }
    }
}
