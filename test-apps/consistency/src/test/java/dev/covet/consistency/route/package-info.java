/** Reads that replicas answer, before the oracle. */
@NullMarked
package dev.covet.consistency.route;

import org.jspecify.annotations.NullMarked;
