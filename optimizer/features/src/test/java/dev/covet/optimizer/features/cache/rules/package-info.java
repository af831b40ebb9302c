/** Tests of the package of the same name. */
@NullMarked
package dev.covet.optimizer.features.cache.rules;

import org.jspecify.annotations.NullMarked;
