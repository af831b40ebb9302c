package dev.covet.optimizer.features.route.node;

import dev.covet.optimizer.catalog.SessionFacts;
import java.sql.SQLException;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The connections to one replica. Whoever wants one never waits: without one at hand the primary is asked. */
final class ReplicaPool {
    private static final long OLDEST = TimeUnit.MINUTES.toNanos(25);

    private final Deque<ReplicaConnection> idle = new ConcurrentLinkedDeque<>();
    private final Set<ReplicaConnection> lent = ConcurrentHashMap.newKeySet();
    private final AtomicInteger open = new AtomicInteger();
    private final int most;
    private final LongSupplier nanoTime;
    private volatile boolean closed;

    ReplicaPool(int most, LongSupplier nanoTime) {
        this.most = most;
        this.nanoTime = nanoTime;
    }

    /** The one that was used last of those whose session is like this one, else of all; null if none is idle. */
    @Nullable ReplicaConnection take(SessionFacts wanted) {
        ReplicaConnection taken = like(wanted);
        if (taken != null) {
            lent.add(taken);
            if (closed) {
                discard(taken);
                return null;
            }
        }
        return taken;
    }

    private @Nullable ReplicaConnection like(SessionFacts wanted) {
        Optional<ReplicaConnection> found =
                idle.stream().filter(each -> each.isLike(wanted)).findFirst();
        // Somebody else may have taken it in between.
        return found.isPresent() && idle.remove(found.get()) ? found.get() : idle.pollFirst();
    }

    void give(ReplicaConnection used) {
        if (closed || nanoTime.getAsLong() - used.openedNanos() > OLDEST) {
            discard(used);
            return;
        }
        if (lent.remove(used)) {
            idle.addFirst(used);
            if (closed) {
                clear();
            }
        }
    }

    /** It is of no use any more. */
    void discard(ReplicaConnection used) {
        if (lent.remove(used)) {
            end(used);
        }
    }

    /** Whether one more may be opened; to be answered by {@link #add} or {@link #notOpened}. */
    boolean mayOpen() {
        if (closed) {
            return false;
        }
        if (open.incrementAndGet() > most) {
            open.decrementAndGet();
            return false;
        }
        return true;
    }

    void add(ReplicaConnection made) {
        idle.addLast(made);
        if (closed) {
            clear();
        }
    }

    void notOpened() {
        open.decrementAndGet();
    }

    int lent() {
        return lent.size();
    }

    /** Ends all, also those that somebody is waiting on: that fails there. */
    void clear() {
        for (ReplicaConnection each = idle.pollFirst(); each != null; each = idle.pollFirst()) {
            end(each);
        }
        lent.forEach(this::discard);
    }

    /** Ends all for good. */
    void close() {
        closed = true;
        clear();
    }

    private void end(ReplicaConnection ended) {
        open.decrementAndGet();
        try {
            // Does not wait for an answer, as closing may.
            ended.raw().abort(Runnable::run);
        } catch (SQLException gone) {
            // Then it is what is wanted.
        }
    }
}
