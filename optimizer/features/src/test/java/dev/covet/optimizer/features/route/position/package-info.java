/** How far servers are. */
@NullMarked
package dev.covet.optimizer.features.route.position;

import org.jspecify.annotations.NullMarked;
