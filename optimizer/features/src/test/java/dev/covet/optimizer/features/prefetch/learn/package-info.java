/** Where the values of repeated queries come from. */
@NullMarked
package dev.covet.optimizer.features.prefetch.learn;

import org.jspecify.annotations.NullMarked;
