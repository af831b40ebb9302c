/**
 * How pairs of queries stand: whether one is answered from batches, and if not, why.
 *
 * <p><b>What it is.</b> One list of states and reasons, in words that users can act on. Findings, metrics, the MBean and the
 * documentation all take them from here; what exactly the catalog, the text or the driver has said is the detail of a reason.
 *
 * <p><b>Invariants.</b> Names of states are values of an attribute of metrics: few, and never others. No reason names a value.
 */
@NullMarked
package dev.covet.optimizer.features.prefetch.standing;

import org.jspecify.annotations.NullMarked;
