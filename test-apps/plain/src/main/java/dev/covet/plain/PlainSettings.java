package dev.covet.plain;

import dev.covet.plain.database.DatabaseSettings;
import java.time.Clock;

/**
 * What plain is started with.
 *
 * @param port where it listens; 0 takes any free port
 * @param seed how many books an empty library gets
 * @param clock says which day it is
 */
public record PlainSettings(DatabaseSettings database, int port, int seed, Clock clock) {
    private static final int LAST_PORT = 65_535;
    private static final int LARGEST_SEED = 10_000_000;

    public PlainSettings {
        requireRange("--port", port, LAST_PORT);
        requireRange("--seed", seed, LARGEST_SEED);
    }

    private static void requireRange(String option, int value, int most) {
        if (value < 0 || value > most) {
            throw new IllegalArgumentException(option + " must be 0 to " + most + ", not " + value);
        }
    }
}
