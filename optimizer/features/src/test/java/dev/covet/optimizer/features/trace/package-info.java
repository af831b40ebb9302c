/** Tests of tracing. */
@NullMarked
package dev.covet.optimizer.features.trace;

import org.jspecify.annotations.NullMarked;
