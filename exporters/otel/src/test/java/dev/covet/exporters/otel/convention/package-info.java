/** Tests of the conventions. */
@NullMarked
package dev.covet.exporters.otel.convention;

import org.jspecify.annotations.NullMarked;
