/**
 * What it is: where other services answer: clients of HTTP, gRPC, messages and caches. Whoever was answered may know that
 * the database has changed, so {@link dev.covet.optimizer.engine.Fence} is told.
 *
 * <p>Invariants: the fence is told before the application has the answer, or a call counts as under way until then. No
 * class of a client is touched; clients are known by the names of classes and methods alone.
 *
 * <p>When it fails: after too many errors the feature is left out, and nothing is fetched early that others may change.
 *
 * <p>Cost: some ten nanoseconds for an answer while the unit of work has nothing fetched; a small object for each call that
 * goes on beside its thread.
 */
@NullMarked
package dev.covet.instrumentation.entry.calls;

import org.jspecify.annotations.NullMarked;
