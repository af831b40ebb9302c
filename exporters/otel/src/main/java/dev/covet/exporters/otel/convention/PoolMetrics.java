package dev.covet.exporters.otel.convention;

import dev.covet.optimizer.engine.signal.PoolNumbers;
import dev.covet.optimizer.engine.signal.PoolSignal;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.ObservableLongMeasurement;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.ToIntFunction;

/** The metrics of connection pools. Numbers are asked for by the thread that reads metrics. */
public final class PoolMetrics {
    private static final double NANOS = 1e9;
    private static final int MOST_POOLS = 256;
    private static final String COUNT = "db.client.connection.count";

    private record Pool(WeakReference<PoolNumbers> numbers, Attributes attributes, Attributes idle, Attributes used) {
        static Pool of(PoolNumbers numbers) {
            Attributes name = Attributes.of(Keys.POOL_NAME, numbers.name());
            return new Pool(
                    new WeakReference<>(numbers),
                    name,
                    name.toBuilder().put(Keys.POOL_STATE, "idle").build(),
                    name.toBuilder().put(Keys.POOL_STATE, "used").build());
        }
    }

    private final Map<String, Pool> pools = new ConcurrentHashMap<>();
    private final BooleanSupplier wanted;
    private final DoubleHistogram created;
    private final DoubleHistogram waited;
    private final DoubleHistogram used;
    private final LongCounter timeouts;

    /** Numbers of pools are told while this is true. */
    public PoolMetrics(Meter meter, BooleanSupplier wanted) {
        this.wanted = wanted;
        created = times(meter, "db.client.connection.create_time", "The time it took to create a new connection.");
        waited = times(
                meter,
                "db.client.connection.wait_time",
                "The time it took to obtain an open connection from the pool.");
        used = times(
                meter,
                "db.client.connection.use_time",
                "The time between borrowing a connection and returning it to the pool.");
        timeouts = meter.counterBuilder("db.client.connection.timeouts")
                .setUnit("{timeout}")
                .setDescription("The number of connection timeouts that have occurred trying to obtain a connection.")
                .build();
        meter.upDownCounterBuilder(COUNT)
                .setUnit("{connection}")
                .setDescription(
                        "The number of connections that are currently in state described by the state attribute.")
                .buildWithCallback(this::counts);
        observe(meter, "db.client.connection.pending_requests", "{request}", PoolNumbers::pending);
        observe(meter, "db.client.connection.max", "{connection}", PoolNumbers::max);
        observe(meter, "db.client.connection.idle.min", "{connection}", PoolNumbers::minIdle);
        observe(meter, "db.client.connection.idle.max", "{connection}", PoolNumbers::maxIdle);
    }

    private static DoubleHistogram times(Meter meter, String name, String description) {
        return meter.histogramBuilder(name)
                .setUnit("s")
                .setDescription(description)
                .build();
    }

    private void observe(Meter meter, String name, String unit, ToIntFunction<PoolNumbers> number) {
        meter.upDownCounterBuilder(name)
                .setUnit(unit)
                .buildWithCallback(measurement -> pools.forEach((key, pool) -> {
                    PoolNumbers numbers = pool.numbers().get();
                    if (numbers != null && wanted.getAsBoolean()) {
                        tell(measurement, number.applyAsInt(numbers), pool.attributes());
                    }
                }));
    }

    private void counts(ObservableLongMeasurement measurement) {
        pools.values().removeIf(pool -> pool.numbers().refersTo(null));
        pools.forEach((key, pool) -> {
            PoolNumbers numbers = pool.numbers().get();
            if (numbers != null && wanted.getAsBoolean()) {
                tell(measurement, numbers.idle(), pool.idle());
                tell(measurement, numbers.used(), pool.used());
            }
        });
    }

    private static void tell(ObservableLongMeasurement measurement, int number, Attributes attributes) {
        if (number >= 0) {
            measurement.record(number, attributes);
        }
    }

    /** Any signal of a pool makes it known, for the first one may be lost. */
    public void accept(PoolSignal signal) {
        String name = signal.pool().name();
        if (signal.event() == PoolSignal.Event.CLOSED) {
            pools.remove(name);
            return;
        }
        Pool pool = pools.get(name);
        if (pool == null || !pool.numbers().refersTo(signal.pool())) {
            if (pool == null && pools.size() >= MOST_POOLS) {
                return;
            }
            pool = Pool.of(signal.pool());
            pools.put(name, pool);
        }
        double seconds = signal.nanos() / NANOS;
        switch (signal.event()) {
            case CREATED -> created.record(seconds, pool.attributes());
            case WAITED -> waited.record(seconds, pool.attributes());
            case USED -> used.record(seconds, pool.attributes());
            case TIMED_OUT -> timeouts.add(1, pool.attributes());
            case OPENED, CLOSED -> {}
        }
    }
}
