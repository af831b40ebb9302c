/** Adapter for Agroal. It is loaded where the application has that pool. */
@NullMarked
package dev.covet.instrumentation.pools.agroal;

import org.jspecify.annotations.NullMarked;
