package dev.covet.load;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that stands still, except when somebody waits for a time or a test lets time pass. */
final class ManualClock implements LoadClock {
    private final AtomicLong now = new AtomicLong();

    @Override
    public long nanoTime() {
        return now.get();
    }

    @Override
    public void waitUntil(long nanoTime) {
        now.accumulateAndGet(nanoTime, Math::max);
    }

    void pass(Duration duration) {
        now.addAndGet(duration.toNanos());
    }
}
