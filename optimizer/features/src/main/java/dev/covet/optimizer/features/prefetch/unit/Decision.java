package dev.covet.optimizer.features.prefetch.unit;

import dev.covet.optimizer.engine.BoundKey;
import dev.covet.optimizer.engine.Rows;
import dev.covet.optimizer.features.prefetch.learn.Pair;
import java.util.List;

/** What could be done with a query before it is sent. */
public sealed interface Decision {
    /** Send it. */
    Decision PROCEED = new Proceed();

    record Proceed() implements Decision {}

    /**
     * Its answer is there.
     *
     * @param span the id of the span of the statement that has fetched it, empty if it has none
     */
    record Serve(Pair pair, Rows rows, String span) implements Decision {}

    /**
     * Ask for several at once.
     *
     * @param keys the one that is asked for now comes first
     * @param like what a single execution has answered
     */
    record Fetch(Pair pair, List<BoundKey> keys, Rows like) implements Decision {}
}
