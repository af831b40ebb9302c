/**
 * How well repeated queries are found.
 *
 * <p><b>What it is.</b> Programs over real frameworks and databases, each with a label that says what is true of it: which
 * query is asked once for each row of which other one, and by which columns; or that none is. {@code Covet} and the
 * published rules of other tools, as {@code rules} has them, see the same executions and are counted against the labels.
 *
 * <p><b>Invariants.</b> Labels are written by hand beside the program, from what its lines do, never from an answer of a
 * detector. A positive is a query whose values the program takes from the rows of another query of the same unit, one
 * execution for each row, three or more of them; whether it can be batched is no matter.
 */
@NullMarked
package dev.covet.nplus1.corpus;

import org.jspecify.annotations.NullMarked;
