/** Tests of the package of the same name. */
@NullMarked
package dev.covet.optimizer.features.prefetch.find;

import org.jspecify.annotations.NullMarked;
