package dev.covet.exporters.otel.convention;

import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;

/** Dates what belongs to no entry. It follows the machine's clock when that is set, a second later. */
public final class EpochClock {
    private static final long RECHECK = Duration.ofSeconds(1).toNanos();
    private static final long TOLERATED = Duration.ofMillis(1).toNanos();

    private final LongSupplier nanoTime;
    private final LongSupplier epochNanos;
    private long checkedNanos;
    private long offset;

    public EpochClock(LongSupplier nanoTime, LongSupplier epochNanos) {
        this.nanoTime = nanoTime;
        this.epochNanos = epochNanos;
        this.checkedNanos = nanoTime.getAsLong();
        this.offset = epochNanos.getAsLong() - checkedNanos;
    }

    public long epochNanos(long nanos) {
        if (nanos - checkedNanos > RECHECK) {
            check();
        }
        return nanos + offset;
    }

    private void check() {
        checkedNanos = nanoTime.getAsLong();
        long now = epochNanos.getAsLong() - checkedNanos;
        if (Math.abs(now - offset) > TOLERATED) {
            offset = now;
        }
    }

    /** Nanoseconds since 1970, by the machine's clock. */
    public static long now() {
        Instant now = Instant.now();
        return now.getEpochSecond() * 1_000_000_000L + now.getNano();
    }
}
