package dev.covet.optimizer.engine;

import dev.covet.optimizer.engine.signal.PoolFacts;
import dev.covet.optimizer.engine.signal.PoolListener;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The connection pools that are open. Each has a name of its own; who exports reads their numbers and may listen. */
public final class Pools {
    /** More are not kept: whoever makes pools without end has a leak, and it is not to become ours. */
    static final int MOST = 1_000;

    private final ConcurrentMap<String, PoolSource> open = new ConcurrentHashMap<>();
    private final List<PoolListener> listeners = new CopyOnWriteArrayList<>();
    private volatile @Nullable PoolWatch watch;

    /** Who looks after what is lent; null if nobody does. */
    public @Nullable PoolWatch watch() {
        return watch;
    }

    /** Takes effect with the next borrowing. */
    public void watch(@Nullable PoolWatch wanted) {
        watch = wanted;
    }

    /** The listener is told of the pools that are open already. */
    public void add(PoolListener listener) {
        listeners.add(listener);
        open.keySet().forEach(listener::opened);
    }

    public void remove(PoolListener listener) {
        listeners.remove(listener);
    }

    /** Adds a pool and returns its name: the one it wished for, with a number behind it when that is taken. */
    public String open(String wished, PoolSource source) {
        if (open.size() >= MOST && facts().size() >= MOST) {
            return wished;
        }
        for (int number = 1; number <= MOST; number++) {
            String name = number == 1 ? wished : wished + '-' + number;
            PoolSource before = open.putIfAbsent(name, source);
            if (before != null && before.facts(name) == null) {
                close(name, before);
                before = open.putIfAbsent(name, source);
            }
            if (before == null) {
                each(listener -> listener.opened(name));
                return name;
            }
        }
        return wished;
    }

    public void close(String name, PoolSource source) {
        if (open.remove(name, source)) {
            each(listener -> listener.closed(name));
        }
    }

    /** The numbers of all pools now. Pools that are gone vanish here. */
    public List<PoolFacts> facts() {
        List<PoolFacts> all = new ArrayList<>();
        open.forEach((name, source) -> {
            PoolFacts facts = source.facts(name);
            if (facts == null) {
                close(name, source);
            } else {
                all.add(facts);
            }
        });
        return all;
    }

    /** The numbers of one pool now, or null if there is none of this name. */
    public @Nullable PoolFacts facts(String name) {
        PoolSource source = open.get(name);
        return source == null ? null : source.facts(name);
    }

    /**
     * Connections of all pools to this server are of no use any more. On a thread of ours.
     *
     * @param failed is told of pools that could not be told
     */
    public void leave(String server, Consumer<Throwable> failed) {
        for (PoolSource source : open.values()) {
            try {
                source.leave(server);
            } catch (Exception | LinkageError unable) {
                failed.accept(unable);
            }
        }
    }

    /** Tells the listeners something. */
    public void each(Consumer<PoolListener> what) {
        for (PoolListener listener : listeners) {
            what.accept(listener);
        }
    }

    /** Whether anybody listens. */
    public boolean observed() {
        return !listeners.isEmpty();
    }
}
