/**
 * What became of each query that the cache saw, and why others were not answered.
 *
 * <p><b>Invariants.</b> Nothing is asked and nothing is kept but numbers, with the query and as long as it is known.
 *
 * <p><b>When it fails.</b> The report lacks something. What the cache answers does not depend on it.
 *
 * <p><b>Cost.</b> Two additions for each query, and some hundred bytes for each text.
 */
@NullMarked
package dev.covet.optimizer.features.cache.report;

import org.jspecify.annotations.NullMarked;
