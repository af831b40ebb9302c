/**
 * Answers that are kept, and what they stand on.
 *
 * <p><b>Invariants.</b> A key has all that decides which rows an execution gets. An entry is never changed. Bytes are
 * bounded.
 *
 * <p><b>Cost.</b> A hit costs a look into a table and one read for each table of the query.
 */
@NullMarked
package dev.covet.optimizer.features.cache.store;

import org.jspecify.annotations.NullMarked;
