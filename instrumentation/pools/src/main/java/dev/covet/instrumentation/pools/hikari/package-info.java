/** Adapter for HikariCP. It is loaded where the application has that pool. */
@NullMarked
package dev.covet.instrumentation.pools.hikari;

import org.jspecify.annotations.NullMarked;
