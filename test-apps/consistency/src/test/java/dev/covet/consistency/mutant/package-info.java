/**
 * Caches with known defects, for the oracle to find.
 *
 * <p>What it is: {@link dev.covet.consistency.mutant.SmallCache} stands between clients and driver and remembers answers.
 * Without a {@link dev.covet.consistency.mutant.Defect} it is right as long as nobody else writes: one counter for
 * everything, guarded fills, writes that count before they are sent and after they are answered.
 *
 * <p>Invariants: only what the workload calls is intercepted; everything else goes to the driver.
 *
 * <p>When it fails: as its defect says.
 */
@NullMarked
package dev.covet.consistency.mutant;

import org.jspecify.annotations.NullMarked;
