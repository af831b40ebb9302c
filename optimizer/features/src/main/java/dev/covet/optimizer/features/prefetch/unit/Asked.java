package dev.covet.optimizer.features.prefetch.unit;

import dev.covet.optimizer.engine.BoundKey;
import dev.covet.optimizer.engine.ConnectionSession;
import dev.covet.optimizer.engine.Engine;
import dev.covet.optimizer.engine.RowFormat;
import dev.covet.optimizer.engine.Rows;
import dev.covet.optimizer.features.prefetch.find.Repetition;
import dev.covet.optimizer.features.prefetch.learn.Explanation;
import dev.covet.optimizer.features.prefetch.learn.Likeness;
import dev.covet.optimizer.features.prefetch.learn.MappingSearch;
import dev.covet.optimizer.features.prefetch.learn.Pair;
import dev.covet.optimizer.features.prefetch.learn.Pattern;
import dev.covet.optimizer.features.prefetch.learn.Relation;
import dev.covet.optimizer.features.prefetch.serve.Imagined;
import dev.covet.optimizer.features.prefetch.serve.PrefetchedSet;
import dev.covet.optimizer.features.prefetch.standing.Reason;
import dev.covet.optimizer.features.prefetch.standing.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One query within a unit of work: how often it ran, with what values, and what was fetched for it. */
final class Asked {
    private static final int FIRST_SEARCH = 2;

    /** As batches grow twofold or fourfold, the next one is smaller than one that did not pay. */
    private static final int SHRINKING = 8;

    /** So many values in the order of the rows that were all asked for before are a loop that runs again. */
    private static final int ENOUGH_AGAIN = 3;

    /** A loop that changes what it reads gets new batches only so often. */
    private static final int MOST_INVALIDATIONS = 2;

    private final Pattern pattern;
    private final Seen seen = new Seen();

    /** What the last execution has answered, or its columns only, and what that took. */
    private @Nullable Rows like;

    private long bytes;
    private int executions;
    private int served;
    private int failed;
    private int unknown;
    private long nanos;
    private @Nullable Pair pair;
    private int followed;
    private int strayed;
    private int possible;
    private final Prefetched prefetched = new Prefetched();
    private @Nullable Pair placed;
    private int lastRow = -1;
    private int again;
    private @Nullable Imagined imagined;
    private final Rest rest = new Rest();
    private int batch;
    private int invalidations;
    private int nextSearch = FIRST_SEARCH;
    private boolean driverLearns;

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
            bytes = rows.size() > Limits.ROWS ? Limits.RESULT_BYTES : rows.bytes();
            like = bytes > Limits.LIKE_BYTES ? rows.limitedTo(0) : rows;
        }
        if (key != null) {
            seen.add(key);
        } else if (pattern.text().parameterCount() > 0) {
            // Values that cannot be compared: arrays, streams. They are hardly the same each time.
            unknown++;
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
        return seen.known();
    }

    @Nullable Rows like() {
        return like;
    }

    /** What the last answer took that could be read; of one with very many rows not all. */
    long bytes() {
        return bytes;
    }

    @Nullable Pair pair() {
        return pair;
    }

    /** Whether it is time to look where the values come from. */
    boolean isToExplain() {
        return seen.count() >= 2 && executions >= nextSearch;
    }

    /** The executions seen so far and this one, if it is time, or wanted, to look where they come from; else nothing. */
    List<BoundKey> toExplain(BoundKey current, boolean now) {
        if (!isToExplain() && !(now && seen.count() >= 2)) {
            return List.of();
        }
        nextSearch = Math.max(executions + 1, executions * 2 - 1);
        boolean complete = seen.order().size() == executions;
        List<BoundKey> all = new ArrayList<>(complete ? seen.order() : seen.some());
        if (complete || !all.contains(current)) {
            all.add(current);
        }
        return all;
    }

    /**
     * Whether the pair may be another one: names speak against it, and nobody has looked in this unit; or a value that was
     * the same so far is not the same, and may come from the row too.
     */
    boolean isDoubtful(BoundKey current) {
        Pair known = pair;
        BoundKey first = seen.first();
        if (known == null || first == null) {
            return false;
        }
        boolean unsearched = nextSearch == FIRST_SEARCH && executions >= FIRST_SEARCH;
        return (unsearched && known.likeness() == Likeness.AGAINST)
                || !known.mapping().sameConstants(first, current);
    }

    /** The answer that was fetched for this connection, if it may still be given. */
    Decision.@Nullable Serve take(BoundKey key, ConnectionSession session, RowFormat format) {
        PrefetchedSet having = format.lasts() ? prefetched.having(key) : null;
        if (having == null) {
            return null;
        }
        if (!having.holds(session) || having.outOfFormat(format)) {
            check(session, format);
            return null;
        }
        Rows rows = having.take(key);
        executions++;
        served += rows == null ? 0 : 1;
        followed++;
        seen.add(key);
        if (having.isEmpty()) {
            prefetched.drop(having);
        }
        return rows == null ? null : new Decision.Serve(having.pair(), rows, having.span());
    }

    /** In shadow: whether the batch that was not sent would have had the answer. */
    boolean wouldTake(BoundKey key) {
        if (imagined == null || !imagined.take(key)) {
            return false;
        }
        followed++;
        return true;
    }

    /** Whether nothing can be planned, as the driver has to send this execution or the next. */
    boolean waitsFor(RowFormat format) {
        boolean learns = format.lasting() < 2;
        driverLearns |= learns;
        return learns;
    }

    boolean isOff() {
        return invalidations >= MOST_INVALIDATIONS;
    }

    /** The size that the next batch may grow from: that of the last one, or less if much of that was not asked for. */
    int batch() {
        boolean paid = prefetched.paid() && (imagined == null || imagined.paid());
        return paid || batch == 0 ? batch : Math.max(1, batch / SHRINKING);
    }

    @SuppressWarnings("ReferenceEquality") // pairs have no other identity
    private boolean isOther(Pair chosen) {
        return pair != chosen;
    }

    /** The execution that is to come follows from a row of the pair's outer query, and so did those before. */
    void follows(Pair chosen) {
        if (isOther(chosen)) {
            if (executions > served) {
                chosen.ledger().single(nanos / (executions - served), bytes);
            }
            pair = chosen;
            followed = executions - rest.executions();
            strayed = 0;
        }
        followed++;
    }

    /** The execution that is to come follows from nothing that is known. */
    void strays() {
        strayed++;
    }

    /** A batch was planned; so many executions of it are possible in this unit. */
    void planned(int size, int available) {
        batch = size;
        possible = Math.max(possible, executions + available);
    }

    /** This execution belongs to that row of the outer query. */
    void at(Pair chosen, int row, BoundKey key) {
        if (!chosen.equals(placed)) {
            placed = chosen;
            lastRow = -1;
            again = 0;
        }
        boolean repeated = seen.has(key);
        if (row < lastRow && !repeated) {
            chosen.goesBackwards();
        }
        again = !repeated ? 0 : row > lastRow ? again + 1 : 1;
        lastRow = row;
        if (again == ENOUGH_AGAIN) {
            // The loop runs once more: what was asked for will be again.
            seen.startAgain(prefetched.unused());
        }
    }

    void fetched(PrefetchedSet arrived, List<BoundKey> keys) {
        seen.known().removeAll(prefetched.add(arrived));
        seen.foretold(keys);
    }

    Rest rest() {
        return rest;
    }

    boolean hasPrefetched() {
        return !prefetched.isEmpty();
    }

    void imagined(Imagined would, List<BoundKey> keys) {
        if (imagined != null) {
            imagined.settle();
        }
        imagined = would;
        seen.foretold(keys);
    }

    /** Drops what is of no use to this connection any more. */
    void check(ConnectionSession session, RowFormat format) {
        if (prefetched.dropEnded(session, format, seen)) {
            invalidations++;
        }
    }

    /**
     * What there is to say of it at the end of the unit.
     *
     * @param own what it has answered, as far as it was kept
     * @param outer likewise of the query its values seemed to come from
     * @param unkept what was not
     * @param idle why nothing is prefetched at all, or null
     */
    Repetition repetition(@Nullable Relation own, @Nullable Relation outer, Unkept unkept, @Nullable Reason idle) {
        Pair known = pair;
        Pair rested = rest.pair();
        if (known == null && rested != null && rest.covers(executions)) {
            return repetition(rested, 0, false, blocked(rested, idle));
        }
        boolean linked = own != null && own.chains(seen.some(), false);
        boolean asks = linked || (known != null && known.likeness() != Likeness.FOR);
        Explanation how = known == null || outer == null || !asks ? null : MappingSearch.of(outer, seen.some(), known);
        // Who goes from link to link meets rows of other results too, but not in their order.
        boolean proven = known != null && isProven(known, how) && !(linked && how != null && how.skipped() > 0);
        rest.looked().forEach(each -> each.foundProven(false));
        if (known != null) {
            known.foundProven(proven);
        }
        return repetition(
                proven ? known : null,
                linked && own != null ? own.rowsOf(seen.different()) : 0,
                linked || (own != null && own.chains(seen.some(), true)),
                known == null ? blocked(unkept) : blocked(known, idle));
    }

    private String blocked(Pair of, @Nullable Reason idle) {
        Standing standing = of.standing(idle);
        boolean none = of.refused() != null || (served == 0 && !standing.state().isOpen());
        return none ? standing.because() : "";
    }

    private static String blocked(Unkept unkept) {
        Reason reason = unkept.any();
        return reason == null ? "" : reason.sentence();
    }

    private Repetition repetition(@Nullable Pair proven, int answered, boolean chained, String blocked) {
        return new Repetition(
                pattern,
                proven,
                executions,
                served,
                failed,
                Math.max(distinct(), executions == 0 ? 0 : 1),
                nanos,
                answered,
                chained,
                blocked);
    }

    private int distinct() {
        return seen.count() + unknown;
    }

    /** Whether nearly all executions followed from rows, and not by chance. */
    private boolean isProven(Pair known, @Nullable Explanation how) {
        if (strayed * 3 > followed) {
            return false;
        }
        boolean rare = seen.some().stream().allMatch(known.mapping()::isRare);
        return how == null
                ? rare || known.likeness() != Likeness.AGAINST
                : how.isProof(seen.some().size(), distinct(), rare);
    }

    /**
     * The unit is over.
     *
     * @param outer what the query has answered that its values come from, as far as it was kept
     */
    void ended(@Nullable Relation outer) {
        prefetched.dropAll();
        if (imagined != null) {
            imagined.settle();
            imagined = null;
        }
        Pair chosen = pair;
        if (chosen != null && possible > 0) {
            BoundKey last = seen.last();
            int reached = outer == null || last == null ? 0 : outer.find(last, chosen.mapping()) + 1;
            chosen.ledger().unitEnded(executions, Math.max(executions, reached), possible);
        }
    }

    /**
     * Enters at the end of the unit what became of the executions, and why, into the accounts of their pair.
     *
     * @param idle why nothing is prefetched at all, or null
     * @param engine has the clock
     */
    void account(Unkept unkept, @Nullable Reason idle, Engine engine) {
        Pair chosen = pair == null ? rest.pair() : pair;
        if (chosen != null) {
            if (isOff()) {
                chosen.stops(Reason.CHANGED.plain());
            } else if (driverLearns && possible == 0) {
                chosen.stops(Reason.DRIVER_LEARNS.plain());
            }
            account(chosen, idle, engine);
            return;
        }
        if (executions < Repetition.FEWEST) {
            return;
        }
        for (Pair each : pattern.pairs()) {
            Reason reason = unkept.reason(each.outer());
            if (reason != null) {
                each.stops(reason.plain());
                account(each, idle, engine);
                return;
            }
        }
    }

    private void account(Pair of, @Nullable Reason idle, Engine engine) {
        of.demand().add(executions, served, nanos);
        of.note(idle, engine.nanoTime());
    }
}
