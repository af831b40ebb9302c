/**
 * What a cache would save.
 *
 * <p><b>Invariants.</b> Nothing is asked and nothing is kept but numbers.
 *
 * <p><b>When it fails.</b> The forecast is wrong: it does not know what others write, what triggers and cascades change, and
 * whether the catalog allows to keep an answer.
 *
 * <p><b>Cost.</b> 256 KB, and for each query some arithmetic on its values.
 */
@NullMarked
package dev.covet.optimizer.features.cache.observe;

import org.jspecify.annotations.NullMarked;
