/** The cache under the oracle. */
@NullMarked
package dev.covet.consistency.cache;

import org.jspecify.annotations.NullMarked;
