/** Turns signals into OpenTelemetry spans and metrics. */
@NullMarked
package dev.covet.exporters.otel;

import org.jspecify.annotations.NullMarked;
