/** Understands SQL text without a database: tokens, fingerprints, summaries, statement kinds. */
@NullMarked
package dev.covet.optimizer.sql;

import org.jspecify.annotations.NullMarked;
