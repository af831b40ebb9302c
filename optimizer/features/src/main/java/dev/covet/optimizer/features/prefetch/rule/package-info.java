/**
 * Whether a query may be asked earlier than the application asks it, and for keys it may never ask for.
 *
 * <p><b>What it is.</b> Rules on the text ({@link dev.covet.optimizer.features.prefetch.rule.ShapeRules}) and questions
 * to the catalog of the database about the functions, tables and views a text names
 * ({@link dev.covet.optimizer.features.prefetch.rule.PostgresCatalog},
 * {@link dev.covet.optimizer.features.prefetch.rule.MySqlCatalog}). Answers are an
 * {@link dev.covet.optimizer.features.prefetch.rule.Eligibility}.
 *
 * <p><b>Invariants.</b> What is not known is refused, and the reason names the word or the object. What only forbids
 * several keys in one statement is kept apart from what forbids asking early at all. An answer does not depend on the
 * connection's search path: objects of the same name in other schemas count too.
 *
 * <p><b>When it fails.</b> A question that the database does not answer is a refusal. Inside a transaction it stands in a
 * savepoint, so that its error is nobody else's. A function whose author declared it wrongly is believed.
 *
 * <p><b>Cost.</b> One round trip for each pattern, one more for each level of views. Nothing for each execution.
 */
@NullMarked
package dev.covet.optimizer.features.prefetch.rule;

import org.jspecify.annotations.NullMarked;
