/**
 * Queries that are repeated for each row of another one, found by where their values come from, and answered from batches.
 *
 * <p><b>What it is.</b> {@code PrefetchStage} sees each query. {@code learn} finds out which rows its values come from,
 * {@code spend} how many of them to ask for, {@code batch} how it is written, and {@code BatchRun} does it on the
 * application's connection. {@code unit} keeps what belongs to one request, {@code serve} what was fetched, {@code find}
 * says what people are told, {@code standing} why a pair is not fetched for. Whether a batch may be sent is said by the catalog, and how long an answer holds by the
 * engine's validity.
 *
 * <p><b>Invariants.</b> An answer was asked for with exactly the values, bound by the same methods, that the application
 * binds now; it is told from others by an ordinal of the server's, or is the result of an execution of its own. It ends
 * with whatever could make it another one. The first answers of each pair, and samples later, are compared with the
 * database's own.
 *
 * <p><b>When it fails.</b> The query goes to the database as it is. A batch that fails inside a transaction is undone by a
 * savepoint. A pair whose answers differ is left alone for good.
 *
 * <p><b>Cost.</b> A query that is not repeated costs a look at what is known of its text, a copy of its bound values and a
 * reference to the driver's rows.
 */
@NullMarked
package dev.covet.optimizer.features.prefetch;

import org.jspecify.annotations.NullMarked;
