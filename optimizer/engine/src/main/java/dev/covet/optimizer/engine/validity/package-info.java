/**
 * How long rows may be given on the connection that has fetched them.
 *
 * <p><b>Invariants.</b> They belong to that connection, and within a transaction to that transaction. They end with the first
 * thing on the connection that is not a plain query. Where the isolation level does not make a later answer equal to an
 * earlier one, they also end with any write of this JVM to that database, and after a fraction of a second. Writes that
 * are certain to change other tables only do not count.
 */
@NullMarked
package dev.covet.optimizer.engine.validity;

import org.jspecify.annotations.NullMarked;
