/**
 * The servers that connections lead to, as far as it matters whether they can be reached.
 *
 * <p><b>What it is.</b> What a failure says of a server ({@link dev.covet.optimizer.engine.node.ErrorClass}), who watches
 * servers ({@link dev.covet.optimizer.engine.node.NodeWatch}), and how often something may be tried again
 * ({@link dev.covet.optimizer.engine.node.RetryBudget}).
 *
 * <p><b>Invariants.</b> A failure of which it is not known what it says counts against nobody. Whoever watches never opens
 * a connection on the application's thread.
 *
 * <p><b>When it fails.</b> Nothing is refused.
 *
 * <p><b>Cost.</b> Classes of errors are found only when something failed.
 */
@NullMarked
package dev.covet.optimizer.engine.node;

import org.jspecify.annotations.NullMarked;
