/**
 * Answers that are given again to the connection that has asked, within its transaction or its unit of work.
 *
 * <p><b>What it is.</b> {@code UnitStage} sees each query; {@code UnitAnswers} keep what one connection was answered;
 * {@code Standing} says what the connection's transaction allows, {@code Hold} how long an answer is given, and {@code Finding}
 * what the catalog said of the query.
 *
 * <p><b>Invariants.</b> An answer is given to the connection only that it was given to, in the transaction in which it was
 * given, for the same text, values and form, and ends with whatever that connection does but to ask. Where the transaction
 * is no snapshot, it also ends with what this JVM writes or hears, and by its age. What the database answers takes the place
 * of what it answered to the same query before.
 *
 * <p><b>When it fails.</b> The query goes to the database as it is.
 *
 * <p><b>Cost.</b> No thread and no connection. The catalog is asked about a query that is repeated, once a minute at most. A
 * query that is not repeated costs a hash of its text and values.
 */
@NullMarked
package dev.covet.optimizer.features.cache.unit;

import org.jspecify.annotations.NullMarked;
