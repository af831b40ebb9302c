package dev.covet.optimizer.features.breaker;

import dev.covet.optimizer.engine.Stage;
import dev.covet.optimizer.engine.node.NodeName;
import dev.covet.optimizer.engine.node.NodeStanding;
import dev.covet.optimizer.engine.node.NodeWatch;
import dev.covet.optimizer.engine.node.WatchedNode;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The breakers of all nodes. One object for the life of the agent; its settings may change. */
public final class Breakers implements NodeWatch, AutoCloseable {
    /** Of further ones nothing is known, so nothing is refused. */
    private static final int MOST = 1_000;

    private final ConcurrentMap<NodeName, NodeBreaker> nodes = new ConcurrentHashMap<>();
    private final BreakerParts parts;

    public Breakers(LongSupplier nanoTime, BreakerListener listener, BreakerSettings settings) {
        this(new BreakerParts(
                nanoTime, () -> ThreadLocalRandom.current().nextDouble(), new ThreadTimer(), listener, settings));
    }

    Breakers(BreakerParts parts) {
        this.parts = parts;
    }

    /** Takes effect at once. */
    public void settings(BreakerSettings changed) {
        parts.settings(changed);
    }

    /** What the pipeline asks, by the settings as they are now; null if there is nothing to do. */
    public @Nullable Stage stage() {
        BreakerSettings settings = parts.settings();
        return parts.isOff() && !settings.limitsTime() ? null : new BreakerStage(settings);
    }

    @Override
    public @Nullable WatchedNode node(NodeName name) {
        NodeBreaker known = nodes.get(name);
        if (known != null || nodes.size() >= MOST) {
            return known;
        }
        NodeBreaker made = new NodeBreaker(name, parts);
        NodeBreaker before = nodes.putIfAbsent(name, made);
        return before == null ? made : before;
    }

    @Override
    public List<NodeStanding> standings() {
        return nodes.values().stream().map(NodeBreaker::standing).toList();
    }

    @Override
    public void close() {
        parts.settings(parts.settings().off());
        parts.timer().close();
    }
}
