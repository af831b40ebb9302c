/** Adapter for Tomcat JDBC. It is loaded where the application has that pool. */
@NullMarked
package dev.covet.instrumentation.pools.tomcat;

import org.jspecify.annotations.NullMarked;
