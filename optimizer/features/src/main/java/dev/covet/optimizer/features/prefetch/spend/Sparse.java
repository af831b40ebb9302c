package dev.covet.optimizer.features.prefetch.spend;

/** Chooses one of so many, the first always, with no period that what is chosen from could have too. For one thread at a time. */
final class Sparse {
    private int asked;

    /** Whether this one is chosen. */
    boolean next(int oneOf) {
        return oneOf <= 1 || Integer.remainderUnsigned(mixed(asked++), oneOf) == 0;
    }

    /** Numbers that follow each other come to differ in all bits; nought stays. */
    private static int mixed(int number) {
        int first = (number ^ number >>> 16) * 0x85EBCA6B;
        int second = (first ^ first >>> 13) * 0xC2B2AE35;
        return second ^ second >>> 16;
    }
}
