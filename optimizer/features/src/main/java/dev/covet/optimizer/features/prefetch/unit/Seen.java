package dev.covet.optimizer.features.prefetch.unit;

import dev.covet.optimizer.engine.BoundKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** With what values a query was executed in a unit. Most have one execution: for that no list is made. */
final class Seen {
    /** Executions that a mapping is searched for; more would not make it surer. */
    private static final int MOST = 8;

    private @Nullable BoundKey first;
    private @Nullable BoundKey last;
    private boolean spread;

    /** The first executions as they came, and the first different ones. */
    private List<BoundKey> order = List.of();

    private List<BoundKey> some = List.of();
    private Set<BoundKey> different = Set.of();

    /** What nobody has to foretell: it was asked for, or fetched. Null until somebody wants to know. */
    private @Nullable Set<BoundKey> known;

    void add(BoundKey key) {
        last = key;
        if (first == null) {
            first = key;
            if (!spread) {
                return;
            }
        }
        spread();
        enter(key);
    }

    private void spread() {
        if (!spread) {
            spread = true;
            order = new ArrayList<>(3);
            some = new ArrayList<>(3);
            different = new HashSet<>();
            if (first != null) {
                enter(first);
            }
        }
    }

    private void enter(BoundKey key) {
        if (order.size() < MOST) {
            order.add(key);
        }
        if (different.size() < Limits.KEYS && different.add(key)) {
            if (known != null && known.size() < Limits.KEYS) {
                known.add(key);
            }
            if (some.size() < MOST) {
                some.add(key);
            }
        }
    }

    @Nullable BoundKey first() {
        return first;
    }

    @Nullable BoundKey last() {
        return last;
    }

    /** How many different ones. */
    int count() {
        return spread ? different.size() : first == null ? 0 : 1;
    }

    List<BoundKey> order() {
        spread();
        return order;
    }

    List<BoundKey> some() {
        spread();
        return some;
    }

    Set<BoundKey> different() {
        spread();
        return different;
    }

    Set<BoundKey> known() {
        if (known == null) {
            known = new HashSet<>(different());
        }
        return known;
    }

    boolean has(BoundKey key) {
        return spread ? different.contains(key) : key.equals(first);
    }

    /** Forgets what was asked for or fetched, but for these that were fetched. */
    void startAgain(Set<BoundKey> fetched) {
        known = new HashSet<>(fetched);
    }

    void foretold(List<BoundKey> keys) {
        if (known().size() < Limits.KEYS) {
            known().addAll(keys);
        }
    }
}
