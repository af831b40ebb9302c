package dev.covet.optimizer.features.breaker;

import java.time.Duration;
import java.util.List;

/**
 * What was set of the breaker.
 *
 * @param mode for failures to reach a server
 * @param rates for the share of failed or slow statements
 * @param failures in a row that open it
 * @param firstPause how long it stays open at first
 * @param longestPause how long at most
 * @param queryTimeout of statements without one; zero for none
 * @param timeoutRules for some of them
 */
public record BreakerSettings(
        Mode mode,
        Mode rates,
        int failures,
        Duration firstPause,
        Duration longestPause,
        Duration queryTimeout,
        List<String> timeoutRules) {
    public static final BreakerSettings DEFAULT = new BreakerSettings(
            Mode.ON, Mode.OBSERVE, 5, Duration.ofSeconds(1), Duration.ofSeconds(30), Duration.ZERO, List.of());

    public BreakerSettings {
        timeoutRules = List.copyOf(timeoutRules);
    }

    /** Whether calls are refused. */
    public enum Mode {
        OFF,
        /** It is only counted what would be refused. */
        OBSERVE,
        ON
    }

    /** The same, with nothing to do. */
    public BreakerSettings off() {
        return new BreakerSettings(Mode.OFF, Mode.OFF, failures, firstPause, longestPause, Duration.ZERO, List.of());
    }

    boolean limitsTime() {
        return !queryTimeout.isZero() || !timeoutRules.isEmpty();
    }
}
