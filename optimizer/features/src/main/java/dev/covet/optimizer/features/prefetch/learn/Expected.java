package dev.covet.optimizer.features.prefetch.learn;

import dev.covet.optimizer.engine.BoundKey;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Gathers executions that are likely to come. */
final class Expected {
    private final BoundKey key;
    private final Mapping mapping;
    private final Set<BoundKey> known;
    private final int most;
    private final Set<BoundKey> found = new LinkedHashSet<>();

    Expected(BoundKey key, Mapping mapping, Set<BoundKey> known, int most) {
        this.key = key;
        this.mapping = mapping;
        this.known = known;
        this.most = most;
    }

    boolean isFull() {
        return found.size() >= most;
    }

    void add(Chunk chunk, int row) {
        BoundKey next = mapping.predicted(chunk, row, key);
        if (next != null && !next.equals(key) && !known.contains(next)) {
            found.add(next);
        }
    }

    List<BoundKey> keys() {
        return new ArrayList<>(found);
    }
}
