package dev.covet.optimizer.features.prefetch.unit;

import dev.covet.optimizer.engine.ConnectionSession;
import dev.covet.optimizer.engine.Rows;
import dev.covet.optimizer.features.prefetch.find.Repetition;
import dev.covet.optimizer.features.prefetch.learn.BoundKey;
import dev.covet.optimizer.features.prefetch.learn.Pair;
import dev.covet.optimizer.features.prefetch.learn.Pattern;
import dev.covet.optimizer.features.prefetch.learn.Relation;
import dev.covet.optimizer.features.prefetch.serve.Imagined;
import dev.covet.optimizer.features.prefetch.serve.PrefetchedSet;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One query within a unit of work: how often it ran, with what values, and what was fetched for it. */
final class Asked {
    /** Executions that a mapping is searched for; more would not make it surer. */
    private static final int MOST_SEEN = 8;

    /** A loop that changes what it reads gets new batches only so often. */
    private static final int MOST_INVALIDATIONS = 2;

    private final Pattern pattern;
    private final List<BoundKey> seen = new ArrayList<>(3);
    private final Set<BoundKey> known = new HashSet<>();
    private @Nullable Rows like;
    private int executions;
    private int served;
    private int failed;
    private int distinct;
    private long nanos;
    private @Nullable Pair pair;
    private int possible;
    private final Prefetched prefetched = new Prefetched();
    private @Nullable BoundKey last;
    private @Nullable Pair placed;
    private int lastRow = -1;
    private @Nullable Imagined imagined;
    private int batch;
    private int invalidations;
    private int nextSearch = 2;

    Asked(Pattern pattern) {
        this.pattern = pattern;
    }

    Pattern pattern() {
        return pattern;
    }

    /** An execution that went to the database. */
    void executed(@Nullable BoundKey key, @Nullable Rows rows, long took) {
        executions++;
        nanos += took;
        if (rows != null) {
            like = rows;
        }
        last = key;
        if (key != null && known.size() < Limits.KEYS && known.add(key)) {
            distinct++;
            if (seen.size() < MOST_SEEN) {
                seen.add(key);
            }
        }
    }

    void failed() {
        executions++;
        failed++;
    }

    int executions() {
        return executions;
    }

    int served() {
        return served;
    }

    long nanos() {
        return nanos;
    }

    Set<BoundKey> known() {
        return known;
    }

    @Nullable Rows like() {
        return like;
    }

    @Nullable Pair pair() {
        return pair;
    }

    /** The executions seen so far and this one, if it is time to look where their values come from; else nothing. */
    List<BoundKey> toExplain(BoundKey current) {
        if (seen.size() < 2 || executions < nextSearch) {
            return List.of();
        }
        nextSearch = Math.max(executions + 1, executions * 2 - 1);
        List<BoundKey> all = new ArrayList<>(seen);
        if (!all.contains(current)) {
            all.add(current);
        }
        return all;
    }

    /** The answer that was fetched for this connection, if it may still be given. */
    Decision.@Nullable Serve take(BoundKey key, ConnectionSession session) {
        PrefetchedSet having = prefetched.having(key);
        if (having == null) {
            return null;
        }
        if (!having.holds(session)) {
            check(session);
            return null;
        }
        Rows rows = having.take(key);
        executions++;
        served += rows == null ? 0 : 1;
        distinct += rows == null ? 0 : 1;
        last = key;
        if (having.isEmpty()) {
            prefetched.drop(having);
        }
        return rows == null ? null : new Decision.Serve(having.pair(), rows, having.span());
    }

    /** In shadow: whether the batch that was not sent would have had the answer. */
    void wouldTake(BoundKey key) {
        if (imagined != null) {
            imagined.take(key);
        }
    }

    boolean isOff() {
        return invalidations >= MOST_INVALIDATIONS;
    }

    int batch() {
        return batch;
    }

    @SuppressWarnings("ReferenceEquality") // pairs have no other identity
    private boolean isOther(Pair chosen) {
        return pair != chosen;
    }

    /** A batch was planned for this pair; so many executions of it are possible in this unit. */
    void planned(Pair chosen, int size, int available) {
        if (isOther(chosen) && executions > served) {
            chosen.ledger().single(nanos / (executions - served), like == null ? 0 : like.bytes());
        }
        pair = chosen;
        batch = size;
        possible = Math.max(possible, executions + available);
    }

    /** This execution belongs to that row of the outer query. */
    void at(Pair chosen, int row) {
        if (!chosen.equals(placed)) {
            placed = chosen;
            lastRow = -1;
        }
        if (row < lastRow) {
            chosen.goesBackwards();
        }
        lastRow = row;
    }

    void fetched(PrefetchedSet arrived, List<BoundKey> keys) {
        known.removeAll(prefetched.add(arrived));
        if (known.size() < Limits.KEYS) {
            known.addAll(keys);
        }
    }

    void imagined(Imagined would, List<BoundKey> keys) {
        if (imagined != null) {
            imagined.settle();
        }
        imagined = would;
        if (known.size() < Limits.KEYS) {
            known.addAll(keys);
        }
    }

    /** Drops what is of no use to this connection any more. */
    void check(ConnectionSession session) {
        if (prefetched.dropEnded(session, known)) {
            invalidations++;
        }
    }

    /** What there is to say of it at the end of the unit. */
    Repetition repetition(@Nullable Relation own) {
        boolean chained = pair == null && own != null && own.chains(seen);
        String refused = pair == null ? null : pair.refused();
        return new Repetition(
                pattern,
                pair,
                executions,
                served,
                failed,
                Math.max(distinct, executions == 0 ? 0 : 1),
                nanos,
                own,
                chained,
                refused == null ? "" : refused);
    }

    /**
     * The unit is over.
     *
     * @param relations what it has read
     */
    void ended(Map<Pattern, Relation> relations) {
        prefetched.dropAll();
        if (imagined != null) {
            imagined.settle();
            imagined = null;
        }
        Pair chosen = pair;
        if (chosen != null) {
            Relation outer = relations.get(chosen.outer());
            int reached = outer == null || last == null ? 0 : outer.upTo(last, chosen.mapping());
            chosen.ledger().unitEnded(executions, Math.max(executions, reached), possible);
        }
    }
}
