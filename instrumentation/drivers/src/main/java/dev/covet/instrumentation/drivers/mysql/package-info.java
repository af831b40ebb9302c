/** The adapter of MySQL Connector/J. Loaded beside the application's own copy of the driver. */
@NullMarked
package dev.covet.instrumentation.drivers.mysql;

import org.jspecify.annotations.NullMarked;
