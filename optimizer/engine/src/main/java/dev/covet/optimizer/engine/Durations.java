package dev.covet.optimizer.engine;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * How long calls took: a count and a sum for each power of two of nanoseconds, without a lock. One kilobyte, however many
 * calls there are.
 */
public final class Durations {
    private static final int BUCKETS = 64;

    private final AtomicLongArray counts = new AtomicLongArray(BUCKETS);
    private final AtomicLongArray sums = new AtomicLongArray(BUCKETS);

    /** Takes what was recorded. */
    public interface Taker {
        /** A number of calls, and how long one of them took on average; all of them between the same powers of two. */
        void take(long count, long nanos);
    }

    public void record(long nanos) {
        int bucket = bucket(nanos);
        sums.addAndGet(bucket, nanos);
        counts.incrementAndGet(bucket);
    }

    /** How many calls there were that nobody took. */
    public long count() {
        long sum = 0;
        for (int bucket = 0; bucket < BUCKETS; bucket++) {
            sum += counts.get(bucket);
        }
        return sum;
    }

    /** Hands over everything recorded since the last time; what is recorded meanwhile comes now or the next time. */
    public void drain(Taker taker) {
        for (int bucket = 0; bucket < BUCKETS; bucket++) {
            long count = counts.getAndSet(bucket, 0);
            if (count > 0) {
                taker.take(count, within(bucket, sums.getAndSet(bucket, 0) / count));
            }
        }
    }

    /** A call that is recorded just now may be in one of both numbers only. */
    private static long within(int bucket, long nanos) {
        if (bucket == 0) {
            return 0;
        }
        long most = bucket == BUCKETS - 1 ? Long.MAX_VALUE : (1L << bucket) - 1;
        return Math.min(Math.max(nanos, 1L << (bucket - 1)), most);
    }

    /** Bucket n holds the times with n significant bits. */
    private static int bucket(long nanos) {
        return nanos <= 0 ? 0 : Long.SIZE - Long.numberOfLeadingZeros(nanos);
    }
}
