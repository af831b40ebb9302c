package dev.covet.optimizer.features.breaker;

import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/** What all breakers share. Settings may change at any time. */
final class BreakerParts {
    private final LongSupplier nanoTime;
    private final DoubleSupplier random;
    private final BreakerTimer timer;
    private final BreakerListener listener;
    private final Probe probe;
    private volatile BreakerSettings settings;

    /** The random numbers are from 0 to 1, without 1. */
    BreakerParts(
            LongSupplier nanoTime,
            DoubleSupplier random,
            BreakerTimer timer,
            BreakerListener listener,
            BreakerSettings settings) {
        this.nanoTime = nanoTime;
        this.random = random;
        this.timer = timer;
        this.listener = listener;
        this.probe = new Probe(nanoTime);
        this.settings = settings;
    }

    long now() {
        return nanoTime.getAsLong();
    }

    int dice() {
        return (int) (random.getAsDouble() * State.ALL);
    }

    double share() {
        return random.getAsDouble();
    }

    BreakerTimer timer() {
        return timer;
    }

    BreakerListener listener() {
        return listener;
    }

    Probe probe() {
        return probe;
    }

    BreakerSettings settings() {
        return settings;
    }

    void settings(BreakerSettings changed) {
        settings = changed;
    }

    boolean isOff() {
        return settings.mode() == BreakerSettings.Mode.OFF;
    }
}
