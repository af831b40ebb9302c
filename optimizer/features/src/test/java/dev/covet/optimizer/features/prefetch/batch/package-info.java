@NullMarked
package dev.covet.optimizer.features.prefetch.batch;

import org.jspecify.annotations.NullMarked;
