package dev.covet.optimizer.features.cache.relay;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** What a relay waits before it tries again: longer each time, and longest where somebody has to set up the server. */
final class Pause {
    private static final long FIRST = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long LONGEST_LOST = TimeUnit.SECONDS.toNanos(10);
    private static final long REFUSED = TimeUnit.MINUTES.toNanos(1);

    private long next = FIRST;

    void reset() {
        next = FIRST;
    }

    void refused() {
        next = REFUSED;
    }

    void take(BooleanSupplier ended) {
        long until = System.nanoTime() + next;
        next = Math.min(2 * next, LONGEST_LOST);
        while (!ended.getAsBoolean()
                && System.nanoTime() - until < 0
                && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(until - System.nanoTime());
        }
    }
}
