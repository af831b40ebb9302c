package dev.covet.instrumentation.pools;

import dev.covet.optimizer.engine.PoolSource;
import dev.covet.optimizer.engine.Pools;
import dev.covet.optimizer.engine.signal.PoolFacts;
import java.lang.ref.WeakReference;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** One pool of the application, and what we call it. Keeps neither the pool nor its adapter. */
final class MeteredPool implements PoolSource {
    private final WeakReference<Object> pool;
    private final WeakReference<PoolAdapter> adapter;
    private final Pools pools;
    private final String name;

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

    @Override
    public @Nullable PoolFacts facts(String asked) {
        Object current = pool.get();
        PoolAdapter reader = adapter.get();
        if (current == null || reader == null || reader.isClosed(current)) {
            return null;
        }
        try {
            return reader.facts(current, asked);
        } catch (SQLException beingClosed) {
            return null;
        }
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
