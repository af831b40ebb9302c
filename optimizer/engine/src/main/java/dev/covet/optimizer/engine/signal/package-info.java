/**
 * What happened, for whoever wants to know: exporters, advice, health.
 *
 * <p><b>Invariants.</b> Signals are complete when posted. Posting never blocks and never throws.
 *
 * <p><b>When it fails.</b> A full bus drops signals and counts each. A sink that throws is counted and goes on.
 *
 * <p><b>Cost.</b> A post is two atomic operations and no allocation.
 */
@NullMarked
package dev.covet.optimizer.engine.signal;

import org.jspecify.annotations.NullMarked;
