package dev.covet.optimizer.engine.node;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * How often something may be tried again: for each first attempt a tenth of a retry, kept for ten seconds, and a few for
 * those who ask seldom. A server in trouble so never gets a tenth more than it is asked anyway.
 */
public final class RetryBudget {
    /** First attempts that pay for one retry. */
    static final int PRICE = 10;

    /** Retries that nobody has to pay for, in each window. */
    static final int FREE = 1;

    private static final long WINDOW = TimeUnit.SECONDS.toNanos(10);
    private static final int BUCKETS = 10;
    private static final long BUCKET = WINDOW / BUCKETS;

    private final LongSupplier nanoTime;
    private final long start;
    private final Bucket[] buckets = new Bucket[BUCKETS];

    public RetryBudget(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.start = nanoTime.getAsLong();
        for (int i = 0; i < BUCKETS; i++) {
            buckets[i] = new Bucket();
        }
    }

    /** Attempts and retries of one second; the upper half of the number says which one, so that both change at once. */
    private static final class Bucket {
        final AtomicLong attempts = new AtomicLong();
        final AtomicLong retries = new AtomicLong();
    }

    private static final int COUNT_BITS = 32;
    private static final long COUNT = (1L << COUNT_BITS) - 1;

    /** Something is tried for the first time. */
    public void attempted() {
        long second = second();
        add(buckets[(int) (second % BUCKETS)].attempts, second, 1);
    }

    /**
     * Whether it may be tried once more. A retry that is allowed is paid for.
     *
     * @param retriesSoFar of the same call; more than none is too much
     * @param deadlineNanos when the caller wants no answer any more, by the same clock; {@link Long#MAX_VALUE} for never
     * @param expectedNanos what a retry takes, roughly
     */
    public boolean tryAgain(int retriesSoFar, long deadlineNanos, long expectedNanos) {
        if (retriesSoFar > 0) {
            return false;
        }
        long now = nanoTime.getAsLong();
        if (deadlineNanos != Long.MAX_VALUE && deadlineNanos - now <= expectedNanos) {
            return false;
        }
        long second = second();
        AtomicLong paid = buckets[(int) (second % BUCKETS)].retries;
        synchronized (this) {
            if (sum(second, true) + 1 > FREE + sum(second, false) / PRICE) {
                return false;
            }
            add(paid, second, 1);
            return true;
        }
    }

    private long second() {
        return (nanoTime.getAsLong() - start) / BUCKET;
    }

    private static void add(AtomicLong counter, long second, int more) {
        while (true) {
            long before = counter.get();
            long counted = before >>> COUNT_BITS == (second & COUNT) ? before & COUNT : 0;
            long after = (second & COUNT) << COUNT_BITS | Math.min(counted + more, COUNT);
            if (counter.compareAndSet(before, after)) {
                return;
            }
        }
    }

    private long sum(long second, boolean retries) {
        long sum = 0;
        for (Bucket bucket : buckets) {
            long value = (retries ? bucket.retries : bucket.attempts).get();
            long age = second - (value >>> COUNT_BITS);
            sum += age >= 0 && age < BUCKETS ? value & COUNT : 0;
        }
        return sum;
    }
}
