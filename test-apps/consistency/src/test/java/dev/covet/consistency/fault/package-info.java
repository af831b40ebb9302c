/**
 * What may go wrong while clients work.
 *
 * <p>What it is: a {@link dev.covet.consistency.fault.Fault} does something to the server, the network or a JVM and undoes
 * it before it returns; {@link dev.covet.consistency.fault.Troublemaker} applies those of a run at moments that follow
 * from the seed.
 *
 * <p>Invariants: no fault loses what the database has acknowledged; it may lose answers.
 *
 * <p>When it fails: a fault that cannot be applied fails the run.
 */
@NullMarked
package dev.covet.consistency.fault;

import org.jspecify.annotations.NullMarked;
