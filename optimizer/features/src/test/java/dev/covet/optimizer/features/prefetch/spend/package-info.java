/** Whether batches pay. */
@NullMarked
package dev.covet.optimizer.features.prefetch.spend;

import org.jspecify.annotations.NullMarked;
