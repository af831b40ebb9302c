package dev.covet.optimizer.features.prefetch.learn;

/**
 * A mapping that holds for several executions, and how well it foretells them.
 *
 * @param skipped executions that it expected in between, or before the first, and that did not come
 * @param expected all different executions that follow from the rows that are there
 */
public record Explanation(Mapping mapping, int skipped, int expected) {
    /**
     * The better one foretells the order. Then one that takes all values from the row: what was the same in the first few
     * rows need not stay so. Then the one that expects less: it is the sooner seen to be wrong, and wastes less till then.
     */
    boolean isBetterThan(Explanation other) {
        if (skipped != other.skipped) {
            return skipped < other.skipped;
        }
        int constants = mapping.constants();
        int others = other.mapping.constants();
        return constants == others ? expected < other.expected : constants < others;
    }
}
