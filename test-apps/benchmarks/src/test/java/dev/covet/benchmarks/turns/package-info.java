/** Tests of how times that were taken in turns are compared. */
@NullMarked
package dev.covet.benchmarks.turns;

import org.jspecify.annotations.NullMarked;
