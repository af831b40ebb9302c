/** Tests of the package of the same name. */
@NullMarked
package dev.covet.optimizer.features.route.reads;

import org.jspecify.annotations.NullMarked;
