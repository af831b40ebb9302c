/**
 * What a history may not contain.
 *
 * <p>What it is: one class for each kind of anomaly, over {@link dev.covet.consistency.check.Facts}, which know of each
 * value who wrote it, which version of its row it is, and when that version can have become visible.
 *
 * <p>Invariants: sound, so that a correct database never breaks a check. A commit whose answer was lost became visible
 * at some time after it was sent if the database has logged its values, and never otherwise. Where a version's moment is
 * not known, the time that excuses the reader counts.
 *
 * <p>When it fails: a violation names the operations that contradict each other.
 *
 * <p>Cost: n log n for n operations; {@link dev.covet.consistency.check.SnapshotCheck} takes four bytes for each row and
 * transaction that wrote.
 */
@NullMarked
package dev.covet.consistency.check;

import org.jspecify.annotations.NullMarked;
