package dev.covet.agent.tooling.runtime;

import dev.covet.optimizer.engine.Engine;
import dev.covet.optimizer.engine.Pools;
import dev.covet.optimizer.engine.signal.PoolFacts;
import dev.covet.optimizer.engine.signal.PoolListener;
import dev.covet.optimizer.engine.signal.PoolNumbers;
import dev.covet.optimizer.engine.signal.PoolSignal;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToIntFunction;

/** Makes signals of what happens in pools, unless tracing is off; any of them makes a pool known. */
final class PoolSignals implements PoolListener {
    private final Engine engine;
    private final Pools pools;
    private final Map<String, Numbers> open = new ConcurrentHashMap<>();

    PoolSignals(Engine engine, Pools pools) {
        this.engine = engine;
        this.pools = pools;
    }

    @Override
    public void opened(String pool) {
        Numbers numbers = new Numbers(pool, pools);
        if (open.putIfAbsent(pool, numbers) == null) {
            post(numbers, PoolSignal.Event.OPENED, 0);
        }
    }

    @Override
    public void closed(String pool) {
        Numbers numbers = open.remove(pool);
        if (numbers != null) {
            post(numbers, PoolSignal.Event.CLOSED, 0);
        }
    }

    @Override
    public void created(String pool, long nanos) {
        post(pool, PoolSignal.Event.CREATED, nanos);
    }

    @Override
    public void waited(String pool, long nanos) {
        post(pool, PoolSignal.Event.WAITED, nanos);
    }

    @Override
    public void used(String pool, long nanos) {
        post(pool, PoolSignal.Event.USED, nanos);
    }

    @Override
    public void timedOut(String pool) {
        post(pool, PoolSignal.Event.TIMED_OUT, 0);
    }

    private void post(String pool, PoolSignal.Event event, long nanos) {
        Numbers numbers = open.get(pool);
        if (numbers != null) {
            post(numbers, event, nanos);
        }
    }

    private void post(Numbers numbers, PoolSignal.Event event, long nanos) {
        if (!engine.pipeline().isEmpty()) {
            engine.bus().post(new PoolSignal(numbers, event, nanos));
        }
    }

    /** The present numbers of a pool, by its name. */
    private record Numbers(String name, Pools pools) implements PoolNumbers {
        @Override
        public int idle() {
            return number(PoolFacts::idle);
        }

        @Override
        public int used() {
            return number(PoolFacts::used);
        }

        @Override
        public int pending() {
            return number(PoolFacts::pending);
        }

        @Override
        public int max() {
            return number(PoolFacts::max);
        }

        @Override
        public int minIdle() {
            return number(PoolFacts::idleMin);
        }

        @Override
        public int maxIdle() {
            return number(PoolFacts::idleMax);
        }

        private int number(ToIntFunction<PoolFacts> which) {
            PoolFacts facts = pools.facts(name);
            return facts == null ? PoolFacts.UNKNOWN : which.applyAsInt(facts);
        }
    }
}
