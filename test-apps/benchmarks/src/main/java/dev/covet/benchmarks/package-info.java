/**
 * What Covet costs, beside what others cost, from one run: nanoseconds and bytes for each statement, and the start of a
 * whole application.
 */
@NullMarked
package dev.covet.benchmarks;

import org.jspecify.annotations.NullMarked;
