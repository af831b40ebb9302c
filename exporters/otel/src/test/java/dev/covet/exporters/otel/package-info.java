/** Tests of the exporter, from JDBC to an endpoint. */
@NullMarked
package dev.covet.exporters.otel;

import org.jspecify.annotations.NullMarked;
