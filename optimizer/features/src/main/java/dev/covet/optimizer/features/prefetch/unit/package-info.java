/**
 * What is known within one unit of work: what its queries have answered, which of them are repeated, and what was fetched
 * for them.
 *
 * <p><b>Invariants.</b> {@code UnitMemory} has one lock, under which nobody waits: who finds it taken goes on without.
 * Neither the driver nor the database is called under it.
 *
 * <p><b>Cost.</b> Memory is bounded for each unit and for all of them together; beyond, results are not kept and nothing is
 * found or fetched for them.
 */
@NullMarked
package dev.covet.optimizer.features.prefetch.unit;

import org.jspecify.annotations.NullMarked;
