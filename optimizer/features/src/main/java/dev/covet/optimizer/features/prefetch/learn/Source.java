package dev.covet.optimizer.features.prefetch.learn;

/** Where the value of one parameter comes from. */
public sealed interface Source {
    /** A column of the outer row, counted from 1. */
    record Column(int column) implements Source {}

    /** The value the outer query itself had for one of its parameters. */
    record OuterParameter(int position) implements Source {}

    /** The same in every execution seen. */
    record Constant() implements Source {}
}
