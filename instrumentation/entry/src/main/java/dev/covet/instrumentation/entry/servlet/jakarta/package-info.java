/** Adapter for the API in the package {@code jakarta.servlet}. It is loaded where the application has that API. */
@NullMarked
package dev.covet.instrumentation.entry.servlet.jakarta;

import org.jspecify.annotations.NullMarked;
