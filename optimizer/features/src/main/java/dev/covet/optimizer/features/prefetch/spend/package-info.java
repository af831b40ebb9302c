/**
 * How many rows may be asked for before anybody wants them.
 *
 * <p><b>What it is.</b> A {@code Ledger} for each pair of queries: what single executions take, what batches took and
 * saved, how many of the keys were used. It names the size of the next batch.
 *
 * <p>A single execution takes {@code s}, a batch of {@code n} keys {@code s + (n - 1) * c}: the round trip is in {@code s}
 * alone, so {@code c} is what the server and we do for a key. A batch of which {@code u} keys are used gains
 * {@code (u - 1) * s - (n - 1) * c}.
 *
 * <p><b>Invariants.</b> Sizes grow by doubling as long as what was fetched is used, so what is wasted stays a fraction of
 * what was saved. A pair whose batches do not pay sends none, and only counts what they would have saved, until they
 * would pay again.
 *
 * <p><b>When it fails.</b> A wrong estimate costs time, never an answer.
 *
 * <p><b>Cost.</b> Some additions under a lock that nobody waits for.
 */
@NullMarked
package dev.covet.optimizer.features.prefetch.spend;

import org.jspecify.annotations.NullMarked;
