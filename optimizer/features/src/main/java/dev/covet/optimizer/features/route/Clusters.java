package dev.covet.optimizer.features.route;

import dev.covet.optimizer.engine.ConnectionFacts;
import dev.covet.optimizer.engine.ConnectionSession;
import dev.covet.optimizer.engine.DriverIdentity;
import dev.covet.optimizer.engine.ServerAccess;
import dev.covet.optimizer.engine.node.Relocations;
import dev.covet.optimizer.features.route.node.Cluster;
import dev.covet.optimizer.features.route.node.Failover;
import dev.covet.optimizer.features.route.node.RouteListener;
import dev.covet.optimizer.features.route.position.PositionQuestion;
import dev.covet.optimizer.sql.Dialect;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The clusters that the application's connections lead to. */
final class Clusters implements AutoCloseable {
    /** Each has threads and connections of its own. */
    private static final int MOST = 20;

    private final RouteSettings settings;
    private final RouteListener listener;
    private final Map<Key, Cluster> clusters = new ConcurrentHashMap<>();
    private volatile boolean unlogged;
    private volatile boolean closed;

    /** Who connects otherwise may be shown other things, and gets other connections. */
    private record Key(ConnectionFacts facts, DriverIdentity driver) {}

    Clusters(RouteSettings settings, RouteListener listener) {
        this.settings = settings;
        this.listener = listener;
    }

    /** The one of this session; null if replicas of it cannot be read. */
    @Nullable Cluster of(ConnectionSession session) {
        if (closed || session.servers() == ServerAccess.NONE) {
            return null;
        }
        Key key = new Key(session.facts(), session.driver());
        Cluster known = clusters.get(key);
        if (known != null && !known.isClosed()) {
            return known;
        }
        if (PositionQuestion.of(session.facts().dialect()) == null || clusters.size() >= MOST) {
            return null;
        }
        return begin(key, session);
    }

    private @Nullable Cluster begin(Key key, ConnectionSession session) {
        Cluster made = new Cluster(
                session.servers(),
                session.facts().dialect(),
                settings,
                listener,
                session.engine()::nanoTime,
                failover(session));
        clusters.values().removeIf(Cluster::isClosed);
        Cluster known = clusters.putIfAbsent(key, made);
        if (known != null) {
            made.close();
            return known;
        }
        if (unlogged) {
            made.unlogged();
        }
        made.start();
        if (closed) {
            made.close();
            return null;
        }
        return made;
    }

    /** Null where nobody could say which server is meant, or nobody wants it. */
    private @Nullable Failover failover(ConnectionSession session) {
        ConnectionFacts facts = session.facts();
        String home = session.servers().server();
        if (settings.failover() == RouteSettings.Mode.OFF || home == null || facts.dialect() != Dialect.POSTGRESQL) {
            return null;
        }
        return new Failover(
                settings.failover(),
                session.engine().nodes().relocations(),
                listener,
                session.engine()::nanoTime,
                home,
                settings.replicas(),
                address -> name(facts.at(address)));
    }

    private static String name(ConnectionFacts there) {
        return Relocations.name(there.host(), there.port());
    }

    /** From now on somebody may write what no replica is told of. */
    void unlogged() {
        unlogged = true;
        clusters.values().forEach(Cluster::unlogged);
    }

    Iterable<Cluster> all() {
        return clusters.values();
    }

    @Override
    public void close() {
        closed = true;
        clusters.values().forEach(Cluster::close);
    }
}
