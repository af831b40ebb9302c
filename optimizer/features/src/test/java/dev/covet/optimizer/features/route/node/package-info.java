/** Tests of primaries and their replicas. */
@NullMarked
package dev.covet.optimizer.features.route.node;

import org.jspecify.annotations.NullMarked;
