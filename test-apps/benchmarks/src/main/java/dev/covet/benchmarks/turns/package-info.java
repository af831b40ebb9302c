/** Applications that take turns, so that what else the machine does falls on all of them, and what can be said of their times. */
@NullMarked
package dev.covet.benchmarks.turns;

import org.jspecify.annotations.NullMarked;
