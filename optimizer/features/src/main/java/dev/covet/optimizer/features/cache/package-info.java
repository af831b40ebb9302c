/**
 * Answers that are given again.
 *
 * <p><b>What it is.</b> {@code CacheStage} sees each query. {@code relay} follows what anybody changes and says which
 * answers may be kept; {@code store} keeps them.
 *
 * <p><b>Invariants.</b> An answer is given only to a session with the same rights and settings, for the same text and the
 * same values, as long as none of its tables was changed as far as the database has told, and while what it has told is no
 * older than the user allows. What is read while a change is under way is not kept.
 *
 * <p><b>When it fails.</b> The query goes to the database as it is.
 *
 * <p><b>Cost.</b> A query that cannot be answered costs a look at what is known of its text.
 */
@NullMarked
package dev.covet.optimizer.features.cache;

import org.jspecify.annotations.NullMarked;
