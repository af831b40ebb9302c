package dev.covet.optimizer.features.prefetch.learn;

/**
 * A mapping that holds for several executions, and how well it foretells them.
 *
 * @param skipped executions that it expected in between, or before the first, and that did not come
 * @param expected all different executions that follow from the rows that are there
 * @param repeats whether it foretells too which values came several times in a row
 * @param likeness whether names speak for it
 */
public record Explanation(Mapping mapping, int skipped, int expected, boolean repeats, Likeness likeness) {
    /**
     * The better one foretells the order. Then one that takes all values from the row: what was the same in the first few
     * rows need not stay so. Then names, and at last the one that expects less: it is the sooner seen to be wrong, and
     * wastes less till then.
     */
    boolean isBetterThan(Explanation other) {
        if (isCloserThan(other) || other.isCloserThan(this)) {
            return isCloserThan(other);
        }
        int constants = mapping.constants();
        int others = other.mapping.constants();
        if (constants != others) {
            return constants < others;
        }
        return likeness == other.likeness ? expected < other.expected : likeness.compareTo(other.likeness) > 0;
    }

    /** By what came, and in which order. */
    private boolean isCloserThan(Explanation other) {
        return skipped == other.skipped ? repeats && !other.repeats : skipped < other.skipped;
    }

    /** Whether it is the better source, whatever is still to come from either of them. */
    public boolean isSurerThan(Explanation other) {
        return isCloserThan(other) || (!other.isCloserThan(this) && likeness.compareTo(other.likeness) > 0);
    }

    /**
     * Whether this is more than a coincidence, given how many different executions there were. Of a query for the parts of
     * each row the names say so, and so do values that are not found everywhere. Else all rows have to have been asked for,
     * or, as long as names do not speak against it, their order must have been kept.
     */
    public boolean isProof(int seen, int distinct, boolean rare) {
        boolean covered = distinct * 10 >= expected * 9;
        return switch (likeness) {
            case FOR -> true;
            case UNKNOWN -> rare || covered || skipped <= seen;
            case AGAINST -> rare || covered;
        };
    }
}
