/** The adapter of MariaDB Connector/J. Loaded beside the application's own copy of the driver. */
@NullMarked
package dev.covet.instrumentation.drivers.mariadb;

import org.jspecify.annotations.NullMarked;
