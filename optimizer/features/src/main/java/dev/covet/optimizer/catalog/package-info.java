/**
 * What catalogs of databases say of queries, changes and sessions. Shared by the features.
 *
 * <p><b>What it is.</b> Rules on a text ({@link dev.covet.optimizer.catalog.ShapeRules}) and questions about the functions,
 * tables and views it names ({@link dev.covet.optimizer.catalog.PostgresCatalog},
 * {@link dev.covet.optimizer.catalog.MySqlCatalog}). An {@link dev.covet.optimizer.catalog.Eligibility} says whether a
 * query may be asked earlier than the application asks it, and for other keys; its
 * {@link dev.covet.optimizer.catalog.Lasting} whether its answer may be given again.
 * {@link dev.covet.optimizer.catalog.KnownTables} says which statements change one table only,
 * {@link dev.covet.optimizer.catalog.Definitions} whether definitions have changed, and
 * {@link dev.covet.optimizer.catalog.SessionFacts} what a session is to the database.
 *
 * <p><b>Invariants.</b> What is not known is refused, and the reason names the word or the object. What only forbids
 * several keys in one statement is kept apart from what forbids asking early at all, and from what forbids giving an answer
 * again. An answer does not depend on the connection's search path: objects of the same name in other schemas count too.
 *
 * <p><b>When it fails.</b> A question that the database does not answer is a refusal. Inside a transaction it stands in a
 * savepoint, so that its error is nobody else's. A function whose author declared it wrongly is believed.
 *
 * <p><b>Cost.</b> One round trip for each query, one more for each level of views. Nothing for each execution.
 */
@NullMarked
package dev.covet.optimizer.catalog;

import org.jspecify.annotations.NullMarked;
