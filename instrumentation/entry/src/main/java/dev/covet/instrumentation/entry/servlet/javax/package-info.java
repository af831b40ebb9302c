/** Adapter for the API in the package {@code javax.servlet}. It is loaded where the application has that API. */
@NullMarked
package dev.covet.instrumentation.entry.servlet.javax;

import org.jspecify.annotations.NullMarked;
