package dev.covet.optimizer.features.prefetch.spend;

import java.util.concurrent.atomic.AtomicLong;

/** How often one pair was asked for. Counted at the end of each unit of work, by any thread, without a lock. */
public final class Demand {
    private final AtomicLong units = new AtomicLong();
    private final AtomicLong executions = new AtomicLong();
    private final AtomicLong served = new AtomicLong();
    private final AtomicLong nanos = new AtomicLong();

    /**
     * The sums so far.
     *
     * @param executions in all, of which so many were {@code served} from batches
     * @param nanos what the executions took that went to the database alone
     */
    public record Sums(long units, long executions, long served, long nanos) {}

    /** One more unit of work. */
    public void add(int asked, int fromBatches, long took) {
        units.incrementAndGet();
        executions.addAndGet(asked);
        served.addAndGet(fromBatches);
        nanos.addAndGet(took);
    }

    public Sums sums() {
        return new Sums(units.get(), executions.get(), served.get(), nanos.get());
    }
}
