package dev.covet.load;

import java.time.Duration;
import java.util.Locale;

/** When requests are sent. */
public sealed interface Pace {
    int MOST_THREADS = 1_000;

    /** How many requests can be under way at once. */
    int threads();

    /** A closed loop: each user waits for the answer, thinks, and asks again. A slow target gets fewer requests. */
    record Closed(int users, Duration think) implements Pace {
        public Closed {
            LoadSettings.requireRange("users", users, 1, MOST_THREADS);
            LoadSettings.requireDuration("think", think, Duration.ZERO, LoadSettings.LONGEST);
        }

        @Override
        public int threads() {
            return users;
        }

        @Override
        public String toString() {
            return "closed loop, " + users + " users, " + think.toMillis() + " ms think time";
        }
    }

    /**
     * An open loop: requests are due at a fixed rate, however slow the target is. Latency counts from the moment a
     * request was due, so a request that waited for a free thread shows the wait.
     */
    record Open(double perSecond, int threads) implements Pace {
        private static final double HIGHEST = 100_000;

        public Open {
            if (!(perSecond > 0 && perSecond <= HIGHEST)) {
                throw new IllegalArgumentException("rate must be more than 0 and at most 100000, not " + perSecond);
            }
            LoadSettings.requireRange("threads", threads, 1, MOST_THREADS);
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "open loop, %.1f requests a second, %d threads", perSecond, threads);
        }
    }
}
