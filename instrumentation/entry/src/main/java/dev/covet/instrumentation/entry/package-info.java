/**
 * What it is: where a unit of work begins and ends, and how it comes along to other threads.
 *
 * <p>Invariants: a unit that was begun is ended once. Whoever enters a unit on a thread restores what was there before;
 * no pooled thread keeps one.
 *
 * <p>When it fails: statements belong to their transaction instead of a request. The application notices nothing.
 *
 * <p>Cost: nothing where no unit is current; a few small objects for each request and each task that a request leaves to
 * another thread.
 */
@NullMarked
package dev.covet.instrumentation.entry;

import org.jspecify.annotations.NullMarked;
