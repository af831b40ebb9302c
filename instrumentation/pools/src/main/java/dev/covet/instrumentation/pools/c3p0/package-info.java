/** Adapter for c3p0. It is loaded where the application has that pool. */
@NullMarked
package dev.covet.instrumentation.pools.c3p0;

import org.jspecify.annotations.NullMarked;
