/**
 * The text of a batch: one query that answers a query for many keys.
 *
 * <p><b>What it is.</b> Builders that put text around and into the application's query, one for each form
 * ({@link dev.covet.optimizer.features.prefetch.batch.PostgresLateral},
 * {@link dev.covet.optimizer.features.prefetch.batch.UnionBatch},
 * {@link dev.covet.optimizer.features.prefetch.batch.JsonTableBatch},
 * {@link dev.covet.optimizer.features.prefetch.batch.MySqlLateral}), a
 * {@link dev.covet.optimizer.features.prefetch.batch.BatchText} that says what to bind, and the encoders of keys. Where no
 * text will do, the query as it is may be sent several times at once
 * ({@link dev.covet.optimizer.features.prefetch.batch.Batch.Repeated}).
 *
 * <p><b>Invariants.</b> The application's text is never written anew: only question marks are replaced and clauses
 * added. The last column is the ordinal of the key, from 1; rows of a key come in the order they would come alone.
 * Keys are bound, never written into the text. A key is never null.
 *
 * <p><b>When it fails.</b> A builder says why it has no batch for a query. Whether a query may be asked in a batch at all
 * is not decided here.
 *
 * <p><b>Cost.</b> A few strings for each pattern; for each batch one string of its keys.
 */
@NullMarked
package dev.covet.optimizer.features.prefetch.batch;

import org.jspecify.annotations.NullMarked;
