package dev.covet.optimizer.features.health;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How many connections a pool needs, by what was wanted at once and by Little's law: borrowings for each second times how
 * long each is held.
 *
 * @param most what the pool allows
 * @param enough95 in 95 of 100 moments no more were wanted, held or waited for
 * @param enough99 in 99
 * @param little how many are out at a time on average, without the waiting
 * @param wait95 what 95 of 100 borrowings waited at most, in nanoseconds
 */
record Sizing(int most, int enough95, int enough99, double little, long wait95, long timeouts, int nested) {
    /** With less the numbers say nothing. */
    private static final int MOMENTS = 600;

    private static final int BORROWINGS = 1_000;
    private static final long NOTICEABLE = 5_000_000;

    /** Null as long as there is too little to go by, or the pool does not tell how many it allows. */
    static @Nullable Sizing of(PoolState state, int most, long now) {
        long nanos = Math.max(1, now - state.began());
        if (most <= 0 || state.demand().moments() < MOMENTS || state.borrowed() < BORROWINGS) {
            return null;
        }
        return new Sizing(
                most,
                state.demand().enough(0.95),
                state.demand().enough(0.99),
                (double) state.heldNanos() / nanos,
                state.waits().atMost(0.95),
                state.timeouts(),
                state.deepest());
    }

    /** What to do; empty if it is right as it is. */
    String advice() {
        if (enough99 >= most && (wait95 > NOTICEABLE || timeouts > 0)) {
            return "The pool is too small for how long connections are held: " + numbers()
                    + ". First hold them for less"
                    + " time (see the call sites in covet:type=Pools); else allow " + (enough99 + 1)
                    + ", if the server has room for that from all instances.";
        }
        int needed = Math.max(2, enough99 + 1);
        if (most >= 2 * needed + 2) {
            return "The pool may be smaller: " + numbers() + ". " + needed
                    + " connections would have been enough in 99 of 100 moments; each one more takes memory of the server.";
        }
        return "";
    }

    private String numbers() {
        return String.format(
                Locale.ROOT,
                "it allows %d, %d were enough in 95 and %d in 99 of 100 moments, %.1f were out on average; 95 of 100"
                        + " borrowings waited no more than %s, %d gave up",
                most,
                enough95,
                enough99,
                little,
                Holder.seconds(wait95),
                timeouts);
    }
}
