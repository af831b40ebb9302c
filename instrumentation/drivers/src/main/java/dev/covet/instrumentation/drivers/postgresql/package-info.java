/** The adapter of pgjdbc. Loaded beside the application's own copy of the driver. */
@NullMarked
package dev.covet.instrumentation.drivers.postgresql;

import org.jspecify.annotations.NullMarked;
