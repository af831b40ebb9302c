package dev.covet.optimizer.features.cache;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * Whether keeping the answers of one query pays: what the database would have taken for those that were given, beside what it
 * took to keep all. Where a table is written all the time, or each value is asked for once, it does not; then one of some
 * answers is still kept, to see when that changes.
 */
final class Benefit {
    /** So many answers are kept before it is judged by them. */
    static final int JUDGED = 32;

    /** Of so many one is kept where it does not pay. */
    static final int TRIED = 64;

    /** Nanoseconds for the keys, the places in tables, and those who wait meanwhile. */
    static final long COST = 5_000;

    static final long COST_OF_BYTE = 1;

    private final LongAdder saved = new LongAdder();
    private final AtomicLong spent = new AtomicLong();
    private final AtomicInteger kept = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private volatile boolean rests;

    /** Whether to keep the next answer. */
    boolean mayKeep() {
        return !rests || refused.incrementAndGet() % TRIED == 0;
    }

    /**
     * An answer of so many bytes was kept. What that takes is an estimate: measured, it would be what the machine does besides.
     * By racing threads counted a little wrongly at worst.
     */
    void kept(long bytes) {
        long cost = spent.addAndGet(COST + bytes * COST_OF_BYTE);
        if (kept.incrementAndGet() >= JUDGED) {
            rests = saved.sum() < cost;
            kept.set(0);
            spent.set(0);
            saved.reset();
        }
    }

    /** An answer was given for which the database took so long. */
    void given(long nanos) {
        if (!rests) {
            saved.add(nanos);
        } else if (kept.get() > 0) {
            // Not what was kept before it was judged.
            saved.add(nanos);
            rests = saved.sum() <= spent.get();
        }
    }
}
