/** Tests of living with the application's own SDK. */
@NullMarked
package dev.covet.exporters.otel.bridge;

import org.jspecify.annotations.NullMarked;
