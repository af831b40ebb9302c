/**
 * Clients that read and write the rows of a few tables in all the ways there are.
 *
 * <p>What it is: {@link dev.covet.consistency.workload.Shape}s of operations, chosen by seed, that each
 * {@link dev.covet.consistency.workload.ClientLoop} runs in its own {@link dev.covet.consistency.workload.Session} and
 * records; a {@link dev.covet.consistency.workload.Dialect} knows the statements of a database.
 *
 * <p>Invariants: every value is written once; triggers log each committed value of a row while the row is locked, so that
 * the log has the versions in their order; whoever gets an exception records what is surely known and goes on in a new
 * transaction or session.
 *
 * <p>When it fails: a schema that cannot be made is an exception; everything later is part of the history.
 */
@NullMarked
package dev.covet.consistency.workload;

import org.jspecify.annotations.NullMarked;
