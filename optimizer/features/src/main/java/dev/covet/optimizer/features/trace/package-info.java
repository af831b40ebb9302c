/**
 * Tracing: notes where each statement belongs and hands it to whoever makes spans.
 *
 * <p><b>What it is.</b> A stage that asks the trace source for the present context when a statement begins, and posts the
 * call when it has ended. Spans and metrics are made from it elsewhere, on a thread of ours.
 *
 * <p><b>Invariants.</b> The statement that reaches the driver is the application's to the last character, unless comments
 * were asked for. Each call is posted once.
 *
 * <p><b>When it fails.</b> The call is not traced; the statement runs. A full bus drops calls and counts them.
 *
 * <p><b>Cost.</b> One look at a thread local and one post; nothing is allocated.
 */
@NullMarked
package dev.covet.optimizer.features.trace;

import org.jspecify.annotations.NullMarked;
