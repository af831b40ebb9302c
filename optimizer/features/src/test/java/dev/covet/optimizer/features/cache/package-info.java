/** Tests of the package of the same name. */
@NullMarked
package dev.covet.optimizer.features.cache;

import org.jspecify.annotations.NullMarked;
