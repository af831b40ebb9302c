/**
 * Writes, at compile time, classes that forward each method of an interface to a delegate.
 *
 * <p><b>Invariants.</b> Nothing that returns another JDBC object is forwarded silently: such methods are wrapped by a
 * hook or left to be written by hand, and the compiler complains when they are not.
 */
@NullMarked
package dev.covet.instrumentation.generator;

import org.jspecify.annotations.NullMarked;
