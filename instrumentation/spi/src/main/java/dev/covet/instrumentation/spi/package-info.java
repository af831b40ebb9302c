/**
 * What it is: what an instrumentation says about itself: which classes, which methods, and who is called there.
 *
 * <p>Invariants: an instrumentation is asked once, at start; it touches no class of the application or of a library.
 */
@NullMarked
package dev.covet.instrumentation.spi;

import org.jspecify.annotations.NullMarked;
