package dev.covet.optimizer.features.prefetch.unit;

import dev.covet.optimizer.features.prefetch.learn.Pair;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a query rests in a unit of work: batches pay for none of its pairs, nobody looks, and executions are counted. */
final class Rest {
    /** In a long unit it is decided again after so many executions whether to look. */
    private static final int MOST_UNSEEN = 256;

    private Map<Pair, Boolean> looks = Map.of();
    private @Nullable Pair pair;
    private int executions;

    /** Whether this pair is looked at in this unit although nothing is sent for it: batches imagined, findings proven. */
    boolean looks(Pair chosen) {
        if (looks.isEmpty()) {
            looks = new HashMap<>(2);
        }
        return looks.computeIfAbsent(chosen, Pair::looks);
    }

    /** Whether one was looked at. */
    boolean isLooking() {
        return looks.containsValue(true);
    }

    /** The pairs that were looked at. */
    List<Pair> looked() {
        return looks.keySet().stream().filter(looks::get).toList();
    }

    /** The pair whose executions are counted; null if they are not. */
    @Nullable Pair pair() {
        return isLooking() ? null : pair;
    }

    /** One more execution, of this pair, that is only counted. */
    void counts(Pair chosen) {
        pair = chosen;
        if (++executions % MOST_UNSEEN == 0) {
            looks = Map.of();
        }
    }

    int executions() {
        return executions;
    }

    /** Whether nearly all executions of the unit were counted. */
    boolean covers(int all) {
        return pair() != null && executions * 4 >= all * 3;
    }
}
