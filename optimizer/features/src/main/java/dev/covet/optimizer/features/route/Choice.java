package dev.covet.optimizer.features.route;

import dev.covet.optimizer.engine.LastTime;
import dev.covet.optimizer.features.route.node.Cluster;
import dev.covet.optimizer.features.route.node.Replica;
import dev.covet.optimizer.features.route.unit.Horizon;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Which replica is asked: of two of those that may be, the one that will answer sooner. */
final class Choice {
    private final RouteSettings settings;
    private final Supplier<? extends RandomGenerator> random;
    private final long mostBehind;

    Choice(RouteSettings settings, Supplier<? extends RandomGenerator> random) {
        this.settings = settings;
        this.random = random;
        this.mostBehind = settings.mostBehind().toNanos();
    }

    /**
     * Null if none is up to date.
     *
     * @param needed the state of the primary at this time is to be shown
     */
    @Nullable Replica of(Cluster cluster, Horizon horizon, long needed, long now) {
        Replica last = horizon.last();
        if (last != null && isUpToDate(last, needed, now)) {
            return last;
        }
        List<Replica> all = cluster.replicas();
        int size = all.size();
        int start = size == 1 ? 0 : random.get().nextInt(size);
        Replica best = null;
        int found = 0;
        for (int i = 0; i < size && found < 2; i++) {
            Replica each = all.get((start + i) % size);
            if (isUpToDate(each, needed, now) && isAllowed(each, horizon)) {
                found++;
                best = best == null || each.load() < best.load() ? each : best;
            }
        }
        return best;
    }

    private boolean isAllowed(Replica replica, Horizon horizon) {
        return settings.consistency() == RouteSettings.Consistency.EVENTUAL || horizon.allows(replica);
    }

    private boolean isUpToDate(Replica replica, long needed, long now) {
        long shown = replica.shown();
        return shown != LastTime.NEVER && now - shown <= mostBehind && LastTime.isReached(needed, shown);
    }
}
