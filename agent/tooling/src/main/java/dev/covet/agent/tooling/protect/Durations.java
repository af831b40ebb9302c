package dev.covet.agent.tooling.protect;

import java.util.concurrent.atomic.AtomicLongArray;

/** How long calls took: a count for each power of two of nanoseconds, without a lock. */
public final class Durations {
    private static final int BUCKETS = 64;

    private final AtomicLongArray counts = new AtomicLongArray(BUCKETS);

    public void record(long nanos) {
        counts.incrementAndGet(bucket(nanos));
    }

    /** How many calls there were. */
    public long count() {
        long sum = 0;
        for (int bucket = 0; bucket < BUCKETS; bucket++) {
            sum += counts.get(bucket);
        }
        return sum;
    }

    /** An upper bound of the nanoseconds that this share of calls, from 0 to 1, stayed below; 0 without calls. */
    public long percentile(double share) {
        long wanted = (long) Math.ceil(count() * share);
        long seen = 0;
        for (int bucket = 0; bucket < BUCKETS && wanted > 0; bucket++) {
            seen += counts.get(bucket);
            if (seen >= wanted) {
                return bucket >= BUCKETS - 1 ? Long.MAX_VALUE : (1L << bucket) - 1;
            }
        }
        return 0;
    }

    /** Bucket n holds the times with n significant bits. */
    private static int bucket(long nanos) {
        return nanos <= 0 ? 0 : Long.SIZE - Long.numberOfLeadingZeros(nanos);
    }
}
