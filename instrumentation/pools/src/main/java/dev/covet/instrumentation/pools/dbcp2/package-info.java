/** Adapter for Commons DBCP 2. It is loaded where the application has that pool. */
@NullMarked
package dev.covet.instrumentation.pools.dbcp2;

import org.jspecify.annotations.NullMarked;
