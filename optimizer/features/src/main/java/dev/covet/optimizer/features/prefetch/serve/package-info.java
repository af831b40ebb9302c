/**
 * Answers that were fetched before they were asked for, and how long they may be given.
 *
 * <p><b>Invariants.</b> A set belongs to one connection and one unit of work, and within a transaction to that
 * transaction. It ends with the first thing on its connection that is not a plain query. Where the isolation level does
 * not make a later answer equal to an earlier one, it also ends with any write of this JVM to that database, and after a
 * fraction of a second. Writes that are certain to change other tables only do not count. Each answer is given once.
 */
@NullMarked
package dev.covet.optimizer.features.prefetch.serve;

import org.jspecify.annotations.NullMarked;
