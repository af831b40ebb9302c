/**
 * Understands SQL text without a database: what a statement does, which tables it names, its shape, its summary, and
 * its text without values.
 *
 * <p><b>What it is.</b> {@code Tokenizer} cuts a text by the rules of a dialect. One pass over the tokens gives the facts
 * the pipeline asks of each statement ({@code Classifier}, {@code Statement}) and the {@code Fingerprint}; summary,
 * tables ({@code Summary}) and query text ({@code Sanitizer}) are computed when first asked for. {@code SqlTextCache}
 * keeps what was read. There is no grammar: what is between the words that matter is skipped.
 *
 * <p><b>Invariants.</b> No text makes this package throw. In doubt a statement writes, a value is hidden, and the tables
 * are not known. Memory and steps are linear in the length of the text; what a text keeps is bounded by its
 * {@code bytes()}, and a cache by its entries and bytes.
 *
 * <p><b>When it fails.</b> It takes the usual settings of servers: {@code standard_conforming_strings} on, no
 * {@code ANSI_QUOTES}, no {@code NO_BACKSLASH_ESCAPES}. A string that would end elsewhere under another setting makes the
 * statement one that may write, and hides the rest of the text if that does not add up. It does not know what
 * functions, procedures, views and triggers do, beyond a list of names of functions.
 *
 * <p><b>Cost.</b> Less than a microsecond for the facts and the fingerprint of a statement of a hundred characters, about
 * one more for its summary, some ten nanoseconds from the cache; locks are taken only to enter a text, and nobody waits
 * for them.
 */
@NullMarked
package dev.covet.optimizer.sql;

import org.jspecify.annotations.NullMarked;
