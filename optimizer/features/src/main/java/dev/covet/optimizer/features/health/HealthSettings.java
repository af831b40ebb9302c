package dev.covet.optimizer.features.health;

import java.time.Duration;

/**
 * What the user wants of pool health.
 *
 * @param leakTime before this nothing counts as leaked, whoever has it
 * @param idleHold how long a connection is held without a statement, outside of a transaction
 */
public record HealthSettings(
        Mode mode,
        Duration leakTime,
        Duration longHold,
        Duration idleHold,
        Duration idleInTransaction,
        Duration longTransaction) {
    public static final HealthSettings DEFAULT = new HealthSettings(
            Mode.ON,
            Duration.ofSeconds(10),
            Duration.ofMinutes(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(2),
            Duration.ofSeconds(30));

    /** It only looks, so there is nothing between off and on. */
    public enum Mode {
        OFF,
        ON
    }
}
