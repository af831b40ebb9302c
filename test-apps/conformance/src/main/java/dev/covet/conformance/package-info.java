/**
 * <b>What it is.</b> The oracle for "the application observes nothing". Generated JDBC programs run against a bare
 * driver and behind a {@link dev.covet.conformance.Boundary}; their transcripts must be equal to the last byte.
 *
 * <p><b>Invariants.</b> A program is text: its seed and its target print it, {@code Program.parse} reads it back, and a
 * run from a clean database always writes the same transcript. What could differ between two runs (clocks, process ids,
 * addresses of objects) is not generated; the little that remains is named in {@code Normal}.
 *
 * <p><b>When it fails.</b> A {@code Difference} names the first step with another outcome; {@code Shrinker} makes the
 * program small.
 */
@NullMarked
package dev.covet.conformance;

import org.jspecify.annotations.NullMarked;
