package dev.covet.optimizer.features.prefetch.unit;

/** What an execution that is to come deserves. */
public enum Attention {
    /** There may be an answer for it, or others to ask for with it. */
    DECIDE,

    /** Nothing follows from it yet, but its answer is kept. */
    OBSERVE,

    /**
     * It is counted: batches pay for none of the pairs it may belong to, each was proven when it was last looked at, and
     * none of them is looked at now.
     */
    COUNT
}
