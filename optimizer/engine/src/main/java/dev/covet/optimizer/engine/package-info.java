/**
 * The call path of a statement: calls, stages and their verdicts, and the state that decides.
 *
 * <p><b>Invariants.</b> A stage that was entered is told the exit and the end, in reverse order, the end exactly once.
 * Nothing here throws into the application but what a stage rejects with and what the driver throws.
 *
 * <p><b>When it fails.</b> Errors of a stage are counted by {@link dev.covet.optimizer.engine.SelfProtection}; too many
 * take it out of the path.
 *
 * <p><b>Cost.</b> Without stages one volatile read for each execution and no allocation. With stages one
 * {@link dev.covet.optimizer.engine.StatementCall}.
 */
@NullMarked
package dev.covet.optimizer.engine;

import org.jspecify.annotations.NullMarked;
