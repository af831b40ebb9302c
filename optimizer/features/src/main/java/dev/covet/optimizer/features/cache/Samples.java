package dev.covet.optimizer.features.cache;

import dev.covet.optimizer.engine.Rows;
import dev.covet.optimizer.engine.StatementCall;
import dev.covet.optimizer.engine.TableClock;
import dev.covet.optimizer.features.cache.relay.Epoch;
import dev.covet.optimizer.features.cache.relay.Ruling;
import dev.covet.optimizer.features.cache.store.Entry;
import java.sql.SQLException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Answers that the application gets from the database although they are there, so that the two can be compared. Another
 * answer proves nothing at first: somebody may have changed the rows just now. Once all is told that could be seen when the
 * database had answered, and still no change of the tables is among it, the answer that was there is wrong.
 */
final class Samples {
    private static final int MOST_DOUBTS = 64;

    private final int oneIn;
    private final long youth;
    private final Supplier<? extends RandomGenerator> random;
    private final Queue<Doubt> doubts = new ConcurrentLinkedQueue<>();
    private final AtomicInteger count = new AtomicInteger();

    /**
     * None yet.
     *
     * @param oneIn of so many answers one is compared; 0 for none
     * @param youth nanoseconds within which an answer cannot be older than is promised; so of a crowd that asks at once nobody is sent to
     *     the database to compare, unless all are
     * @param random each thread has a generator of its own
     */
    Samples(int oneIn, long youth, Supplier<? extends RandomGenerator> random) {
        this.oneIn = oneIn;
        this.youth = oneIn == 1 ? Long.MIN_VALUE : youth;
        this.random = random;
    }

    /**
     * An answer that the database has given otherwise.
     *
     * @param seen when it had
     */
    record Doubt(Search.Missed search, Entry entry, long seen) {}

    /**
     * Whether to ask the database instead of giving the answer that is there.
     *
     * @param now by the clock of the engine
     */
    boolean isWanted(Search.Missed search, Entry entry, long now) {
        if (oneIn == 0
                || now - entry.sent() < youth
                || random.get().nextInt(oneIn) != 0
                || search.key().form().mostRows() != 0) {
            return false;
        }
        Ruling ruling = search.plan().ruling(search.epoch());
        return ruling != null && !ruling.throughViews() && search.plan().isRepeatable();
    }

    /** The database has answered. */
    void compare(StatementCall call, Search.Missed search) {
        Entry expected = search.expected();
        if (expected == null || call.failure() != null) {
            return;
        }
        try {
            Rows rows = call.answer();
            if (rows != null) {
                compare(search, expected, rows, call.endNanos());
            }
        } catch (SQLException closed) {
            // Somebody has closed the statement in the meantime: there is nothing to compare.
        }
    }

    private void compare(Search.Missed search, Entry entry, Rows answer, long nanos) {
        if (entry.rows().differsFrom(answer)) {
            if (count.incrementAndGet() <= MOST_DOUBTS) {
                doubts.add(new Doubt(search, entry, nanos));
            } else {
                count.decrementAndGet();
            }
        }
    }

    /** One that nothing explains, now that all is told; null if there is none. */
    @Nullable Doubt proven(TableClock clock) {
        if (doubts.isEmpty()) {
            return null;
        }
        for (Doubt doubt : doubts.toArray(new Doubt[0])) {
            // The counts are read after the moment: what was told until then is in them.
            boolean told = doubt.search().epoch().complete() - doubt.seen() >= 0;
            boolean explained = isExplained(doubt, clock);
            if ((told || explained) && doubts.remove(doubt)) {
                count.decrementAndGet();
                if (!explained) {
                    return doubt;
                }
            }
        }
        return null;
    }

    /** Whether somebody has changed the tables, or definitions, or nobody can say. */
    @SuppressWarnings("ReferenceEquality") // each epoch is another one
    private static boolean isExplained(Doubt doubt, TableClock clock) {
        Search.Missed search = doubt.search();
        Epoch epoch = search.epoch();
        return search.relay().epoch() != epoch
                || search.relay().schema() != epoch.schema()
                || !doubt.entry().versions().hold(clock);
    }
}
