/** Tests of the package of the same name. */
@NullMarked
package dev.covet.optimizer.features.prefetch.unit;

import org.jspecify.annotations.NullMarked;
