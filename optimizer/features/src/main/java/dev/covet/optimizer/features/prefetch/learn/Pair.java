package dev.covet.optimizer.features.prefetch.learn;

import dev.covet.optimizer.engine.Rows;
import dev.covet.optimizer.features.prefetch.spend.Ledger;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** One query that is asked once for each row of another one. Learned from executions, shared by all units of work. */
public final class Pair {
    /** Of units of work in which nothing may be sent one in so many is looked at. */
    private static final int FEWEST_LOOKS = 64;

    private final Pattern outer;
    private final Pattern inner;
    private final Mapping mapping;
    private final List<String> sources;
    private final Likeness likeness;
    private final Ledger ledger = new Ledger();
    private final AtomicLong compared = new AtomicLong();
    private volatile boolean backwards;
    private volatile boolean proven;
    private volatile int mostKeys = Ledger.MOST_KEYS;
    private volatile @Nullable Rows like;
    private volatile @Nullable Object plan;
    private volatile @Nullable String refused;

    Pair(Relation outer, Pattern inner, Mapping mapping) {
        this.outer = outer.pattern();
        this.inner = inner;
        this.mapping = mapping;
        this.sources = mapping.sources().stream().map(outer::named).toList();
        this.likeness = outer.likeness(inner, mapping);
        this.outer.leads();
    }

    /** Whether names speak for it. */
    public Likeness likeness() {
        return likeness;
    }

    /** Where a parameter's value comes from, for people: {@code owner.id}. */
    public String source(int position) {
        return sources.get(position - 1);
    }

    @SuppressWarnings("ReferenceEquality") // patterns have no other identity
    boolean isOf(Pattern other, Mapping how) {
        return outer == other && mapping.equals(how);
    }

    public Pattern outer() {
        return outer;
    }

    public Pattern inner() {
        return inner;
    }

    public Mapping mapping() {
        return mapping;
    }

    /** The columns that a single execution of the inner query was seen to answer; it has no rows. */
    public @Nullable Rows like() {
        return like;
    }

    public void like(Rows seen) {
        like = seen.limitedTo(0);
    }

    /** Whether executions were seen to come for earlier rows than the one before. */
    public boolean backwards() {
        return backwards;
    }

    public void goesBackwards() {
        backwards = true;
    }

    /** At the end of a unit of work that was looked at: whether it has shown this pair. */
    public void foundProven(boolean found) {
        proven = found;
    }

    /** How many keys a batch of this form takes, as far as is known. */
    public int mostKeys() {
        return mostKeys;
    }

    /** A batch has taken no more. */
    public void mostKeys(int taken) {
        mostKeys = taken;
    }

    /** How several are asked for at once, as whoever made it sees fit; null if nobody has looked. */
    public @Nullable Object plan() {
        return plan;
    }

    public void plan(Object made) {
        plan = made;
    }

    /** The tables may be others now: columns and texts are to be learned anew. */
    public void relearn() {
        like = null;
        plan = null;
    }

    /** Whether batches are only imagined, or not even that, and the last unit of work that was looked at has shown it. */
    public boolean rests() {
        return proven && (refused != null || ledger.shadow());
    }

    /** To be asked once for each stretch that may be looked at although nothing is sent. */
    public boolean looks() {
        return refused == null ? ledger.looks() : ledger.looks(FEWEST_LOOKS);
    }

    /** What batches of this pair cost and saved. */
    public Ledger ledger() {
        return ledger;
    }

    /** How often an answer was compared with the database's own, and was equal. */
    public long compared() {
        return compared.get();
    }

    public void foundEqual() {
        compared.incrementAndGet();
    }

    /** Why nothing is prefetched for this pair any more, or null. */
    public @Nullable String refused() {
        return refused;
    }

    /** For good. */
    public void refuse(String reason) {
        refused = reason;
    }
}
