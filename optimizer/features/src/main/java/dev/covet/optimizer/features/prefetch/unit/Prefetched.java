package dev.covet.optimizer.features.prefetch.unit;

import dev.covet.optimizer.engine.BoundKey;
import dev.covet.optimizer.engine.ConnectionSession;
import dev.covet.optimizer.engine.RowFormat;
import dev.covet.optimizer.features.prefetch.serve.PrefetchedSet;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What batches have brought for one query and nobody has asked for yet, the newest first. */
final class Prefetched {
    private static final int MOST_SETS = 8;

    private List<PrefetchedSet> sets = List.of();

    @Nullable PrefetchedSet having(BoundKey key) {
        for (PrefetchedSet set : sets) {
            if (set.has(key)) {
                return set;
            }
        }
        return null;
    }

    boolean isEmpty() {
        return sets.isEmpty();
    }

    /** Whether the newest was worth it so far, if there is one. */
    boolean paid() {
        return sets.isEmpty() || sets.get(0).paid();
    }

    /** Whoever asks for another batch has not found what was wanted: that counts now. Returns keys that had to make room. */
    Set<BoundKey> add(PrefetchedSet arrived) {
        Set<BoundKey> gone = new HashSet<>();
        sets.forEach(PrefetchedSet::account);
        if (sets.isEmpty()) {
            sets = new ArrayList<>(2);
        }
        sets.add(0, arrived);
        while (sets.size() > 1
                && (sets.size() > MOST_SETS
                        || sets.stream().mapToLong(PrefetchedSet::bytes).sum() > Limits.RESULT_BYTES)) {
            PrefetchedSet oldest = sets.remove(sets.size() - 1);
            gone.addAll(oldest.unused());
            oldest.settle();
        }
        return gone;
    }

    /** What is there for executions to come. */
    Set<BoundKey> unused() {
        Set<BoundKey> all = new HashSet<>();
        sets.forEach(set -> all.addAll(set.unused()));
        return all;
    }

    void drop(PrefetchedSet set) {
        sets.remove(set);
        set.settle();
    }

    /** Drops what does not hold for this connection and forgets its keys. Returns whether a change has ended any. */
    boolean dropEnded(ConnectionSession session, RowFormat format, Seen seen) {
        boolean changed = false;
        for (Iterator<PrefetchedSet> each = sets.iterator(); each.hasNext(); ) {
            PrefetchedSet set = each.next();
            if (!set.holds(session) || set.outOfFormat(format)) {
                each.remove();
                changed |= set.endedByChange();
                set.unused().forEach(seen.known()::remove);
                set.settle();
            }
        }
        return changed;
    }

    void dropAll() {
        sets.forEach(PrefetchedSet::settle);
        sets = List.of();
    }
}
