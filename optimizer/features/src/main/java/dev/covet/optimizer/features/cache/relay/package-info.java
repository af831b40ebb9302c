/**
 * What the cache is told of a database.
 *
 * <p><b>What it is.</b> A {@code Relay} follows a {@link dev.covet.optimizer.engine.change.ChangeFeed} on a thread of its
 * own. Each commit is counted for its tables when it is told of, and again when everybody sees it; in between it is in
 * {@code Quarantine}. An {@code Epoch} is a time in which nothing was missed; its last complete moment says how far that
 * is known. {@code Judge} asks the catalog which answers may be kept.
 *
 * <p><b>Invariants.</b> A moment is complete only after each commit that could be seen then was counted. Whatever is not
 * certain ends the epoch.
 *
 * <p><b>When it fails.</b> The epoch ends, nothing is answered, and it begins again after a pause.
 *
 * <p><b>Cost.</b> A thread and two connections for each database; while answers are wanted, one short question every few
 * milliseconds.
 */
@NullMarked
package dev.covet.optimizer.features.cache.relay;

import org.jspecify.annotations.NullMarked;
