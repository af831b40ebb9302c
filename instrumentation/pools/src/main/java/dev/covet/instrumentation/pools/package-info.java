/**
 * What it is: the application's connection pools: their names and numbers, how long threads wait for a connection and
 * keep it. Each package below is the adapter for one pool.
 *
 * <p>Invariants: pools and their class loaders are not kept alive. A pool that takes its connections from another pool
 * counts the waiting and the use; the inner one counts neither. No setting of a pool is read in a way that changes it,
 * and no metrics of its own are switched on or replaced.
 *
 * <p>When it fails: numbers are missing; connections come as always.
 *
 * <p>Cost: one small object for each borrowing, and a look into a map for borrowing and for giving back.
 */
@NullMarked
package dev.covet.instrumentation.pools;

import org.jspecify.annotations.NullMarked;
