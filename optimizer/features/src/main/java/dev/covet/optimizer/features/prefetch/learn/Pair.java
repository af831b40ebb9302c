package dev.covet.optimizer.features.prefetch.learn;

import dev.covet.optimizer.engine.ConnectionSession;
import dev.covet.optimizer.engine.DriverIdentity;
import dev.covet.optimizer.engine.Rows;
import dev.covet.optimizer.features.prefetch.spend.Demand;
import dev.covet.optimizer.features.prefetch.spend.Ledger;
import dev.covet.optimizer.features.prefetch.standing.Reason;
import dev.covet.optimizer.features.prefetch.standing.Standing;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** One query that is asked once for each row of another one. Learned from executions, shared by all units of work. */
public final class Pair {
    /** Of units of work in which nothing may be sent one in so many is looked at. */
    private static final int FEWEST_LOOKS = 64;

    /** The first answers that are compared with the database's own. */
    private static final int FIRST_COMPARED = 3;

    private final Pattern outer;
    private final Pattern inner;
    private final Mapping mapping;
    private final List<String> sources;
    private final Likeness likeness;
    private final Ledger ledger = new Ledger();
    private final Demand demand = new Demand();
    private final AtomicLong compared = new AtomicLong();
    private volatile boolean backwards;
    private volatile boolean proven;
    private volatile int mostKeys = Ledger.MOST_KEYS;
    private volatile @Nullable Like like;
    private volatile @Nullable Object plan;
    private volatile @Nullable Standing refused;
    private volatile @Nullable Standing obstacle;
    private volatile boolean sent;
    private volatile @Nullable Noted noted;

    /** How it stood at the end of a unit of work, and since when, by the clock of the engine. */
    private record Noted(Standing standing, long since) {}

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

    /**
     * The columns that a single execution of the inner query was seen to answer last; they have no rows.
     *
     * @param catalog of the session, as far as it was set, and its driver: elsewhere they may be others
     */
    private record Like(Rows rows, @Nullable String catalog, DriverIdentity driver) {}

    /** The columns of the inner query where this session is; null if they were not seen there last. */
    public @Nullable Rows like(ConnectionSession session) {
        Like known = like;
        return known != null
                        && Objects.equals(known.catalog(), session.state().catalog())
                        && known.driver().equals(session.driver())
                ? known.rows()
                : null;
    }

    public void like(Rows seen, ConnectionSession session) {
        like = new Like(seen.limitedTo(0), session.state().catalog(), session.driver());
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

    /** How often it was asked for. */
    public Demand demand() {
        return demand;
    }

    /** Whether its first answers were compared with the database's own. */
    public boolean isCompared() {
        return compared.get() >= FIRST_COMPARED;
    }

    /** Why nothing is prefetched for this pair any more, or null. */
    public @Nullable Standing refused() {
        return refused;
    }

    /** For good. */
    public void refuse(Reason reason, String detail) {
        refused = new Standing(reason, detail);
    }

    /** A batch was wanted, or would have been, and this stood against it. */
    public void stops(Standing against) {
        if (!against.equals(obstacle)) {
            obstacle = against;
        }
    }

    /** A batch was sent. */
    public void sent() {
        if (!sent) {
            sent = true;
        }
        if (obstacle != null) {
            obstacle = null;
        }
    }

    /**
     * How it stands now.
     *
     * @param idle why nothing is prefetched at all, or null
     */
    public Standing standing(@Nullable Reason idle) {
        Standing known = refused;
        if (known != null) {
            return known;
        }
        if (idle != null) {
            return idle.plain();
        }
        if (ledger.shadow()) {
            return Reason.RESTING.plain();
        }
        known = obstacle;
        if (known != null) {
            return known;
        }
        Reason reason = !sent ? Reason.LEARNING : isCompared() ? Reason.BATCHES : Reason.COMPARED;
        return reason.plain();
    }

    /** At the end of a unit of work: remembers how it stands since when. */
    public void note(@Nullable Reason idle, long now) {
        Standing standing = standing(idle);
        Noted before = noted;
        if (before == null || !before.standing().equals(standing)) {
            noted = new Noted(standing, now);
        }
    }

    /** For how many nanoseconds it has stood so, as was noted; 0 if that was never noted. */
    public long lasted(Standing standing, long now) {
        Noted last = noted;
        return last == null || !last.standing().equals(standing) ? 0 : Math.max(0, now - last.since());
    }
}
