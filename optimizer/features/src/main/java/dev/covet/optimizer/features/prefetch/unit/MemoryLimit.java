package dev.covet.optimizer.features.prefetch.unit;

import java.util.concurrent.atomic.AtomicLong;

/** What all units of work together may keep. */
public final class MemoryLimit {
    /** A fiftieth of the heap. */
    private static final int PART = 50;

    private final long limit;
    private final AtomicLong held = new AtomicLong();

    public MemoryLimit() {
        this(Runtime.getRuntime().maxMemory() / PART);
    }

    public MemoryLimit(long bytes) {
        limit = bytes;
    }

    /** Whether what a batch brings would hardly find room. */
    boolean isNearlyFull() {
        return held.get() > limit - limit / 8;
    }

    boolean take(long bytes) {
        if (held.addAndGet(bytes) <= limit) {
            return true;
        }
        held.addAndGet(-bytes);
        return false;
    }

    void giveBack(long bytes) {
        held.addAndGet(-bytes);
    }

    /** Bytes that are kept at present, by estimate. */
    public long held() {
        return held.get();
    }
}
