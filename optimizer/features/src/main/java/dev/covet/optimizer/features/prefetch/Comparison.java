package dev.covet.optimizer.features.prefetch;

import dev.covet.optimizer.features.prefetch.learn.Pair;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Which answers are compared with the database's own before the application gets the latter. */
final class Comparison {
    /** After the first of each pair one of so many. */
    private static final int SAMPLE = 1_000;

    private final Supplier<? extends RandomGenerator> random;

    /** Each thread has a generator of its own. */
    Comparison(Supplier<? extends RandomGenerator> random) {
        this.random = random;
    }

    boolean wanted(Pair pair) {
        return !pair.isCompared() || random.get().nextInt(SAMPLE) == 0;
    }
}
