package dev.covet.optimizer.features.health;

import java.util.concurrent.atomic.AtomicLongArray;

/** How long something took, all told: a count for each quarter of a power of two of nanoseconds, without a lock. */
final class Spread {
    private static final int QUARTERS = 4;

    /** From a quarter of a microsecond to some hours. */
    private static final int LEAST = 8;

    private static final int MOST = 44;

    private final AtomicLongArray counts = new AtomicLongArray((MOST - LEAST + 1) * QUARTERS);

    void record(long nanos) {
        counts.incrementAndGet(bucket(Math.max(1L << LEAST, Math.min((1L << (MOST + 1)) - 1, nanos))));
    }

    private static int bucket(long nanos) {
        int power = Long.SIZE - 1 - Long.numberOfLeadingZeros(nanos);
        int quarter = (int) (nanos >>> (power - 2)) & (QUARTERS - 1);
        return (power - LEAST) * QUARTERS + quarter;
    }

    /** No more than so many nanoseconds, to within a quarter, in this share of the cases; 0 if there were none. */
    long atMost(double share) {
        long all = 0;
        for (int i = 0; i < counts.length(); i++) {
            all += counts.get(i);
        }
        long wanted = (long) Math.ceil(all * share);
        long seen = 0;
        for (int i = 0; i < counts.length() && all > 0; i++) {
            seen += counts.get(i);
            if (seen >= wanted) {
                return end(i);
            }
        }
        return 0;
    }

    private static long end(int bucket) {
        long begin = 1L << (bucket / QUARTERS + LEAST);
        return begin + (begin * (bucket % QUARTERS + 1)) / QUARTERS;
    }
}
