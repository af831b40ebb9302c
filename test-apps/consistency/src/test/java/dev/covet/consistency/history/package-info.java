/**
 * What clients did and saw, as they saw it.
 *
 * <p>What it is: one {@link dev.covet.consistency.history.Operation} for each statement, commit or rollback, with the
 * moments before it was sent and after it was answered, and the committed versions of each row in their order, which
 * the database itself has logged.
 *
 * <p>Invariants: every value is written once; all times are of {@code System.nanoTime()}, which the JVMs of one Linux
 * machine share, so that lines of another JVM can be added; a history is complete before it is read.
 *
 * <p>When it fails: a line that cannot be read is an {@link java.lang.IllegalArgumentException}.
 *
 * <p>Cost: about 200 bytes for an operation.
 */
@NullMarked
package dev.covet.consistency.history;

import org.jspecify.annotations.NullMarked;
