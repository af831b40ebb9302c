package dev.covet.optimizer.features.prefetch.serve;

import dev.covet.optimizer.engine.BoundKey;
import dev.covet.optimizer.features.prefetch.learn.Pair;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a batch would have brought, had it been sent. Belongs to the unit's lock. */
public final class Imagined {
    private final Pair pair;
    private final Set<BoundKey> left;
    private final int size;

    public Imagined(Pair pair, List<BoundKey> keys) {
        this.pair = pair;
        this.left = new HashSet<>(keys);
        this.size = keys.size();
    }

    /** Whether it would have had this answer. */
    public boolean take(BoundKey key) {
        return left.remove(key);
    }

    /** Whether what would have been used of it so far makes up for what it would have cost. */
    public boolean paid() {
        return pair.ledger().paid(size, size - left.size());
    }

    public void settle() {
        pair.ledger().settled(size, size - left.size());
    }
}
