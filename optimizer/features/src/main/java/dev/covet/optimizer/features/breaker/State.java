package dev.covet.optimizer.features.breaker;

import java.util.concurrent.TimeUnit;

/** What a breaker does at present. Immutable; {@link Move} says which may follow which. */
sealed interface State {
    /** Of a hundred calls so many are let through now. */
    int admits(long now);

    /** For exporters. */
    String word();

    /** Everything goes through. */
    record Closed() implements State {
        static final Closed STATE = new Closed();

        @Override
        public int admits(long now) {
            return ALL;
        }

        @Override
        public String word() {
            return "closed";
        }
    }

    /** Everything still goes through, but the server is being asked. */
    record Doubted(Outage outage) implements State {
        @Override
        public int admits(long now) {
            return ALL;
        }

        @Override
        public String word() {
            return "doubted";
        }
    }

    /**
     * Calls are refused, as long as somebody asks the server.
     *
     * @param attempt how often it was asked in vain since it opened
     * @param retryNanos when it is asked again
     */
    record Open(Outage outage, int attempt, long retryNanos) implements State {
        @Override
        public int admits(long now) {
            return now - retryNanos < FORGOTTEN ? 0 : ALL;
        }

        @Override
        public String word() {
            return "open";
        }
    }

    /** Calls are refused, and the server is being asked. A driver that never comes back does not keep it so. */
    record Probing(Outage outage, int attempt, long sinceNanos) implements State {
        @Override
        public int admits(long now) {
            return now - sinceNanos < FORGOTTEN ? 0 : ALL;
        }

        @Override
        public String word() {
            return "probing";
        }
    }

    /** It has answered: calls are let through by and by, so that not all come at once. */
    record SlowStart(Outage outage, long sinceNanos) implements State {
        private static final long STEP = TimeUnit.MILLISECONDS.toNanos(250);
        private static final int[] PERCENT = {10, 25, 50};

        @Override
        public int admits(long now) {
            long step = (now - sinceNanos) / STEP;
            return step >= PERCENT.length ? ALL : PERCENT[(int) Math.max(step, 0)];
        }

        @Override
        public String word() {
            return "slow_start";
        }
    }

    int ALL = 100;

    /** After this time without news nobody is refused any more: the thread that ought to ask has ended, or hangs. */
    long FORGOTTEN = TimeUnit.SECONDS.toNanos(60);
}
