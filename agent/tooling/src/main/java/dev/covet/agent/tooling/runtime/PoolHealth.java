package dev.covet.agent.tooling.runtime;

import dev.covet.optimizer.engine.Engine;
import dev.covet.optimizer.engine.Pools;
import dev.covet.optimizer.engine.Stage;
import dev.covet.optimizer.features.health.HealthSettings;
import dev.covet.optimizer.features.health.HealthStage;
import dev.covet.optimizer.features.health.LiveView;
import dev.covet.optimizer.features.health.Sweeper;
import dev.covet.optimizer.features.health.Watching;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Pool health as the settings want it. What was known is forgotten when they change. */
final class PoolHealth implements Supplier<@Nullable LiveView> {
    private final Pools pools;
    private @Nullable HealthSettings by;
    private @Nullable Watching watching;
    private @Nullable Sweeper sweeper;
    private @Nullable Stage stage;
    private volatile @Nullable LiveView view;

    PoolHealth(Pools pools) {
        this.pools = pools;
    }

    /** Null if none is wanted. Called by one thread of ours at a time. */
    @Nullable Stage stage(boolean enabled, HealthSettings wanted, Engine engine) {
        boolean on = enabled && wanted.mode() == HealthSettings.Mode.ON;
        if (on && stage != null && wanted.equals(by)) {
            return stage;
        }
        end();
        engine.statementWatch(null);
        if (on) {
            Watching made = new Watching(engine, pools);
            watching = made;
            sweeper = Sweeper.start(made, wanted);
            view = new LiveView(made);
            stage = new HealthStage(made);
            by = wanted;
            pools.add(made);
            pools.watch(made);
            engine.statementWatch(made.statements());
        }
        return stage;
    }

    private void end() {
        pools.watch(null);
        Watching before = watching;
        if (before != null) {
            pools.remove(before);
            watching = null;
        }
        Sweeper running = sweeper;
        if (running != null) {
            running.close();
            sweeper = null;
        }
        view = null;
        stage = null;
    }

    /** Null while nobody looks after pools. */
    @Override
    public @Nullable LiveView get() {
        return view;
    }
}
