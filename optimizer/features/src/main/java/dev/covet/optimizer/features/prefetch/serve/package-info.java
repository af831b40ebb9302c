/**
 * Answers that were fetched before they were asked for.
 *
 * <p><b>Invariants.</b> A set belongs to one connection and one unit of work and is given as long as its
 * {@link dev.covet.optimizer.engine.validity.Validity} holds. Each answer is given once.
 */
@NullMarked
package dev.covet.optimizer.features.prefetch.serve;

import org.jspecify.annotations.NullMarked;
