package dev.covet.optimizer.features.cache.warm;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Lets one thread work for a tenth of its time at most. */
public final class Pace {
    /** So many times as long as each piece of work is the rest after it. */
    static final int REST = 9;

    private static final long LEAST = TimeUnit.MILLISECONDS.toNanos(1);

    private final LongSupplier clock;
    private final Rest rest;

    /** Rests for this time. */
    @FunctionalInterface
    public interface Rest {
        void take(long nanos) throws InterruptedException;
    }

    public Pace(LongSupplier clock, Rest rest) {
        this.clock = clock;
        this.rest = rest;
    }

    public long now() {
        return clock.getAsLong();
    }

    /** A piece of work that began then is done. */
    public void worked(long began) throws InterruptedException {
        rest.take(Math.max(LEAST, REST * (now() - began)));
    }

    /** A short time, which counts as work. */
    public void await(int millis) throws InterruptedException {
        rest.take(TimeUnit.MILLISECONDS.toNanos(millis));
    }
}
