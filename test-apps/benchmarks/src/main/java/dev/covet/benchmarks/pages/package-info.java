/**
 * Whole pages of an application against a real PostgreSQL over a network with a delay: with Covet, without, and written
 * by hand so that no query is repeated.
 *
 * <p>Each way runs in a JVM of its own, in turns, so that what else the machine does falls on all of them.
 */
@NullMarked
package dev.covet.benchmarks.pages;

import org.jspecify.annotations.NullMarked;
