/** Tests of the package of the same name. */
@NullMarked
package dev.covet.optimizer.engine.validity;

import org.jspecify.annotations.NullMarked;
