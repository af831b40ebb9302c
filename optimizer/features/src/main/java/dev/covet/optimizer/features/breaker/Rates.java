package dev.covet.optimizer.features.breaker;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/**
 * The statements of the last ten seconds: how many, how many failed by the server's fault, how many were slow. Slow is what
 * takes four times what 99 of 100 took in the ten minutes before this one, and a quarter of a second at least.
 */
final class Rates {
    static final int FEWEST = 20;
    static final int FAILED_PERCENT = 50;
    static final int SLOW_PERCENT = 80;

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);
    private static final long FASTEST_SLOW = TimeUnit.MILLISECONDS.toNanos(250);
    private static final int BUCKETS = 10;

    /** Longer ago than any second that counts. */
    private static final long NEVER = -1 - BUCKETS;

    private static final int MINUTES = 10;

    /** Of so many statements one is measured; a power of two. */
    private static final int MEASURED = 16;

    /** With fewer nobody knows what is usual. */
    private static final long FEWEST_MEASURED = 200;

    private final Bucket[] buckets = new Bucket[BUCKETS];
    private final AtomicLongArray[] minutes = new AtomicLongArray[MINUTES];
    private final AtomicLong minute;
    private final long start;
    private volatile long slowNanos = Long.MAX_VALUE;
    /** Written without order: it only spreads the sample. */
    private int calls;

    private static final class Bucket {
        final AtomicLong second = new AtomicLong(NEVER);
        final LongAdder calls = new LongAdder();
        final LongAdder failed = new LongAdder();
        final LongAdder slow = new LongAdder();

        void turnTo(long wanted) {
            long before = second.get();
            if (before != wanted && second.compareAndSet(before, wanted)) {
                calls.reset();
                failed.reset();
                slow.reset();
            }
        }
    }

    Rates(long start) {
        this.start = start;
        this.minute = new AtomicLong();
        for (int i = 0; i < BUCKETS; i++) {
            buckets[i] = new Bucket();
        }
        for (int i = 0; i < MINUTES; i++) {
            minutes[i] = new AtomicLongArray(Long.SIZE + 1);
        }
    }

    /** A statement was answered. Returns whether it was slow. */
    boolean answered(long now, long nanos) {
        Bucket bucket = bucket(now);
        bucket.calls.increment();
        if ((calls++ & (MEASURED - 1)) == 0) {
            measured(now, nanos);
        }
        if (nanos <= slowNanos) {
            return false;
        }
        bucket.slow.increment();
        return true;
    }

    void failed(long now) {
        Bucket bucket = bucket(now);
        bucket.calls.increment();
        bucket.failed.increment();
    }

    void slow(long now) {
        Bucket bucket = bucket(now);
        bucket.calls.increment();
        bucket.slow.increment();
    }

    /** What was measured before there was anything to measure is as good as now. */
    private long since(long now) {
        return Math.max(0, now - start);
    }

    private Bucket bucket(long now) {
        long second = since(now) / SECOND;
        Bucket bucket = buckets[(int) (second % BUCKETS)];
        if (bucket.second.get() != second) {
            bucket.turnTo(second);
        }
        return bucket;
    }

    private void measured(long now, long nanos) {
        long present = since(now) / MINUTE;
        long before = minute.get();
        if (present != before && minute.compareAndSet(before, present)) {
            slowNanos = usual();
            AtomicLongArray next = minutes[(int) (present % MINUTES)];
            for (int i = 0; i < next.length(); i++) {
                next.set(i, 0);
            }
        }
        int bits = nanos <= 0 ? 0 : Long.SIZE - Long.numberOfLeadingZeros(nanos);
        minutes[(int) (present % MINUTES)].incrementAndGet(bits);
    }

    /** From what is slow on, by the minutes that are over. */
    private long usual() {
        long[] sums = new long[Long.SIZE + 1];
        long all = 0;
        for (AtomicLongArray each : minutes) {
            for (int i = 0; i < sums.length; i++) {
                sums[i] += each.get(i);
                all += each.get(i);
            }
        }
        if (all < FEWEST_MEASURED) {
            return Long.MAX_VALUE;
        }
        long slower = 0;
        int bits = sums.length - 1;
        while (bits > 0 && slower + sums[bits] <= all / 100) {
            slower += sums[bits];
            bits--;
        }
        // The longest with so many bits, four times: two bits more.
        long limit = bits + 2 >= Long.SIZE - 1 ? Long.MAX_VALUE : 1L << (bits + 2);
        return Math.max(limit, FASTEST_SLOW);
    }

    /** What is wrong with the last ten seconds, for people; empty if nothing is. */
    String trouble(long now) {
        long second = since(now) / SECOND;
        long all = 0;
        long failed = 0;
        long slow = 0;
        for (Bucket bucket : buckets) {
            long age = second - bucket.second.get();
            if (age >= 0 && age < BUCKETS) {
                all += bucket.calls.sum();
                failed += bucket.failed.sum();
                slow += bucket.slow.sum();
            }
        }
        if (all < FEWEST) {
            return "";
        }
        if (failed * 100 >= all * FAILED_PERCENT) {
            return failed + " of " + all + " statements of ten seconds failed by the server's fault";
        }
        return slow * 100 >= all * SLOW_PERCENT ? slow + " of " + all + " statements of ten seconds were slow" : "";
    }

    /** Forgets the last ten seconds. */
    void clear() {
        for (Bucket bucket : buckets) {
            bucket.second.set(NEVER);
        }
    }
}
