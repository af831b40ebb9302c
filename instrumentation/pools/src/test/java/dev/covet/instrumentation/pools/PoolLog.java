package dev.covet.instrumentation.pools;

import dev.covet.optimizer.engine.signal.PoolListener;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers what a listener is told: pool, what, and how long it took. */
final class PoolLog implements PoolListener {
    record Told(String pool, String what, long nanos) {}

    final List<Told> told = new CopyOnWriteArrayList<>();

    long count(String pool, String what) {
        return told.stream()
                .filter(each -> each.pool.equals(pool) && each.what.equals(what))
                .count();
    }

    long nanos(String pool, String what) {
        return told.stream()
                .filter(each -> each.pool.equals(pool) && each.what.equals(what))
                .mapToLong(Told::nanos)
                .sum();
    }

    @Override
    public void opened(String pool) {
        told.add(new Told(pool, "opened", 0));
    }

    @Override
    public void closed(String pool) {
        told.add(new Told(pool, "closed", 0));
    }

    @Override
    public void created(String pool, long nanos) {
        told.add(new Told(pool, "created", nanos));
    }

    @Override
    public void waited(String pool, long nanos) {
        told.add(new Told(pool, "waited", nanos));
    }

    @Override
    public void used(String pool, long nanos) {
        told.add(new Told(pool, "used", nanos));
    }

    @Override
    public void timedOut(String pool) {
        told.add(new Told(pool, "timed out", 0));
    }
}
