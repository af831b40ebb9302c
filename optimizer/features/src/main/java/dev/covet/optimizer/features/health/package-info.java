/**
 * Pool health: who holds the connections of a pool, since when, what for, and what is wrong with that.
 *
 * <p><b>What it is.</b> {@code Watching} is told of each borrowing and keeps a {@code Borrowing} until the return.
 * {@code HealthStage} notes on each session when a statement runs. {@code Sweep} looks at both, a few times a second on a
 * thread of ours, and makes findings; {@code Findings} says each once for each call site. {@code LiveView} shows it all to
 * people.
 *
 * <p><b>Invariants.</b> A connection is called leaked only if what the application was lent cannot be reached by anybody any
 * more, not even by a finalizer, and it did not come back in the seconds after that either. An owner that is named is the
 * one of that very borrowing; one that is not known is said to be unknown. Nothing here calls a driver or waits for
 * another thread, and nothing of the application is kept alive once a connection is back.
 *
 * <p><b>When it fails.</b> Findings are missing. When an error of ours may have hidden a return, all that is out at
 * that moment is forgotten, as it could be called leaked.
 *
 * <p><b>Cost.</b> One object and an entry of a set for each borrowing, and its stack as long as stacks take less than a
 * hundredth of a processor; two writes for each statement.
 */
@NullMarked
package dev.covet.optimizer.features.health;

import org.jspecify.annotations.NullMarked;
