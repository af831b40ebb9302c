/** Tests of the package of the same name. */
@NullMarked
package dev.covet.optimizer.features.prefetch.standing;

import org.jspecify.annotations.NullMarked;
