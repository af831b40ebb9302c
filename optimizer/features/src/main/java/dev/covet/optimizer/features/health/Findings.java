package dev.covet.optimizer.features.health;

import dev.covet.optimizer.engine.signal.PoolFindingSignal;
import dev.covet.optimizer.engine.signal.PoolFindingSignal.Kind;
import dev.covet.optimizer.engine.signal.SignalBus;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Says each finding once for each pool and method; what is about a pool as a whole again after a while. */
final class Findings {
    /** Further ones are not said. */
    private static final int MOST = 500;

    private static final int MOST_RECENT = 50;
    private static final long AGAIN = Duration.ofMinutes(10).toNanos();

    private record Said(Kind kind, String pool, String site) {}

    private final SignalBus bus;
    private final Map<Said, Long> said = new ConcurrentHashMap<>();
    private final Deque<PoolFindingSignal> recent = new ArrayDeque<>();

    Findings(SignalBus bus) {
        this.bus = bus;
    }

    /** Whether this has not been said yet. From then on it counts as said. */
    boolean isNews(Kind kind, String pool, String site) {
        return said.size() < MOST && said.putIfAbsent(new Said(kind, pool, site), 0L) == null;
    }

    /** The same for what may be said again after ten minutes. */
    boolean isNews(Kind kind, String pool, long now) {
        Said key = new Said(kind, pool, "");
        Long before = said.get(key);
        if ((before != null && now - before < AGAIN) || (before == null && said.size() >= MOST)) {
            return false;
        }
        said.put(key, now);
        return true;
    }

    /** The code and what follows the name of the pool. */
    void say(Kind kind, String pool, String code, String text) {
        String name = pool.isEmpty() ? "" : " [pool=" + pool + "]";
        PoolFindingSignal finding = new PoolFindingSignal(kind, pool, code + name + " " + text);
        synchronized (recent) {
            recent.addLast(finding);
            if (recent.size() > MOST_RECENT) {
                recent.removeFirst();
            }
        }
        bus.post(finding);
    }

    /** The latest, the oldest of them first. */
    List<PoolFindingSignal> recent() {
        synchronized (recent) {
            return List.copyOf(recent);
        }
    }
}
