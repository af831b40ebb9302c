/**
 * What it is: units of work that come along to tasks: of thread pools, fork-join pools, completable futures, new
 * threads; and tasks of schedulers, which are units themselves.
 *
 * <p>Invariants: no object that the application can see is replaced. A unit is on a pooled thread only while that thread
 * runs a task which was submitted within the unit. A scheduled task carries the unit of its creator at most once.
 *
 * <p>When it fails: a task runs without a unit.
 *
 * <p>Cost: without a current unit a look at a thread local and at an empty map, without an allocation. With one, an entry
 * in a weak map for each submitted task, or one wrapper for each function of a completable future.
 */
@NullMarked
package dev.covet.instrumentation.entry.tasks;

import org.jspecify.annotations.NullMarked;
