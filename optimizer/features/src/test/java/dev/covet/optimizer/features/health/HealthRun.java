package dev.covet.optimizer.features.health;

import dev.covet.optimizer.engine.Engine;
import dev.covet.optimizer.engine.Loan;
import dev.covet.optimizer.engine.Pools;
import dev.covet.optimizer.engine.SelfProtection;
import dev.covet.optimizer.engine.signal.PoolFacts;
import dev.covet.optimizer.engine.signal.PoolFindingSignal;
import dev.covet.optimizer.engine.signal.SignalBus;
import dev.covet.optimizer.sql.SqlTextCache;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Pool health over a pool that is only numbers, with time that passes when it is told to. */
final class HealthRun {
    static final String POOL = "orders";

    private long now;
    private final SelfProtection protection = new SelfProtection(() -> now, (text, error) -> {});
    final Engine engine = new Engine(new SqlTextCache(), new SignalBus(16, error -> {}), protection, () -> now);
    private final Pools pools = new Pools();
    final Watching watching = new Watching(engine, pools);
    final Sweep sweep = new Sweep(watching, HealthSettings.DEFAULT);
    final Pressure pressure = new Pressure(watching);
    int most = 4;
    int used;

    HealthRun() {
        pools.add(watching);
        pools.open(POOL, name -> new PoolFacts(name, "test", most - used, used, most, -1, -1, -1));
    }

    void pass(Duration time) {
        now += time.toNanos();
    }

    Loan borrow(@Nullable Object handle) {
        watching.asking(POOL);
        Loan loan = watching.lent(POOL, handle, null, 1_000, now);
        if (loan == null) {
            throw new IllegalStateException("not looked after");
        }
        return loan;
    }

    void giveBack(Loan loan) {
        loan.returned(now);
    }

    /** Looks as often as the thread would in this time, which passes. */
    void look(Duration time) {
        for (long i = 0; i < time.toMillis(); i += 250) {
            pass(Duration.ofMillis(250));
            sweep.run(now);
            if (i % 1_000 == 0) {
                pressure.run(now);
            }
        }
    }

    PoolState state() {
        PoolState state = watching.states().get(POOL);
        if (state == null) {
            throw new IllegalStateException("nothing was borrowed");
        }
        return state;
    }

    void failAPoint() {
        protection.guard("pools").failed(new IllegalStateException("on purpose"));
    }

    List<String> findings() {
        return watching.findings().recent().stream()
                .map(PoolFindingSignal::text)
                .toList();
    }

    void close() {
        pools.close(POOL, name -> null);
    }
}
