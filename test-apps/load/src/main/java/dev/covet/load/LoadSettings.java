package dev.covet.load;

import dev.covet.load.workload.Workload;
import java.net.URI;
import java.time.Duration;

/**
 * What a run does. A run always ends: by time after warm-up and duration, by count after the given number of requests
 * with those of the warm-up, whichever comes first, and then at most one timeout later.
 *
 * @param target an http URL; on this machine unless allowRemote
 * @param seed decides the requests: the same seed and workload give the same sequence
 * @param duration how long latencies are recorded
 * @param maxRequests how many requests are sent at most
 * @param warmUp how long requests are sent before, without being recorded
 * @param timeout how long one request may take
 * @param reportEvery the time between two progress reports
 * @param maxErrorShare the share of failed requests, 0 to 1, above which the run has failed
 */
public record LoadSettings(
        URI target,
        boolean allowRemote,
        Workload workload,
        Pace pace,
        long seed,
        Duration duration,
        long maxRequests,
        Duration warmUp,
        Duration timeout,
        Duration reportEvery,
        double maxErrorShare) {
    static final Duration LONGEST = Duration.ofHours(24);
    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final long MOST_REQUESTS = 1_000_000_000;

    public LoadSettings {
        target = Target.of(target, allowRemote).address();
        requireDuration("duration", duration, SHORTEST, LONGEST);
        requireRange("requests", maxRequests, 1, MOST_REQUESTS);
        requireDuration("warm-up", warmUp, Duration.ZERO, LONGEST);
        requireDuration("timeout", timeout, SHORTEST, Duration.ofMinutes(10));
        requireDuration("report-every", reportEvery, Duration.ofMillis(100), LONGEST);
        if (!(maxErrorShare >= 0 && maxErrorShare <= 1)) {
            throw new IllegalArgumentException("max-errors must be 0 to 100 percent, not " + 100 * maxErrorShare);
        }
    }

    /** The demo shop's workload from 10 users with 100 ms think time, for 60 s and 100,000 requests at most. */
    public static Builder of(URI target) {
        return new Builder(target);
    }

    static void requireRange(String name, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " must be " + least + " to " + most + ", not " + value);
        }
    }

    static void requireDuration(String name, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(name + " must be " + Durations.print(least) + " to "
                    + Durations.print(most) + ", not " + Durations.print(value));
        }
    }

    /** Settings with defaults; build checks them and throws IllegalArgumentException with what is wrong. */
    public static final class Builder {
        private final URI target;
        private boolean allowRemote;
        private Workload workload = Workload.petshop();
        private Pace pace = new Pace.Closed(10, Duration.ofMillis(100));
        private long seed = 1;
        private Duration duration = Duration.ofSeconds(60);
        private long maxRequests = 100_000;
        private Duration warmUp = Duration.ofSeconds(5);
        private Duration timeout = Duration.ofSeconds(10);
        private Duration reportEvery = Duration.ofSeconds(10);
        private double maxErrorShare = 0.01;

        private Builder(URI target) {
            this.target = target;
        }

        public Builder allowRemote(boolean value) {
            allowRemote = value;
            return this;
        }

        public Builder workload(Workload value) {
            workload = value;
            return this;
        }

        public Builder pace(Pace value) {
            pace = value;
            return this;
        }

        public Builder seed(long value) {
            seed = value;
            return this;
        }

        public Builder duration(Duration value) {
            duration = value;
            return this;
        }

        public Builder maxRequests(long value) {
            maxRequests = value;
            return this;
        }

        public Builder warmUp(Duration value) {
            warmUp = value;
            return this;
        }

        public Builder timeout(Duration value) {
            timeout = value;
            return this;
        }

        public Builder reportEvery(Duration value) {
            reportEvery = value;
            return this;
        }

        public Builder maxErrorShare(double value) {
            maxErrorShare = value;
            return this;
        }

        public LoadSettings build() {
            return new LoadSettings(
                    target,
                    allowRemote,
                    workload,
                    pace,
                    seed,
                    duration,
                    maxRequests,
                    warmUp,
                    timeout,
                    reportEvery,
                    maxErrorShare);
        }
    }
}
