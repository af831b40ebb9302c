/**
 * Whether a statement is a read that a replica may answer in the place of the primary.
 *
 * <p><b>What it is.</b> {@link dev.covet.optimizer.features.route.reads.Reads} gives a
 * {@link dev.covet.optimizer.features.route.reads.ReadRuling} for each statement: by its text, by its comments, and by what
 * the catalog of its database says of the tables, functions and operators it names.
 *
 * <p><b>Invariants.</b> What is not understood, and what the catalog has not been asked about, is no read. A ruling is
 * believed for a minute at most, and until this JVM changes the schema. What a replica has refused once because it writes
 * is never a read again. Which session asks plays no part: who routes has to know that the session has nothing of its own
 * that a replica lacks.
 *
 * <p><b>When it fails.</b> The statement goes to the primary.
 *
 * <p><b>Cost.</b> A look at what is kept with the text, without allocation. Each text is read once more than by others; the
 * catalog is asked in the background, once in half a minute for texts that differ in literals only.
 */
@NullMarked
package dev.covet.optimizer.features.route.reads;

import org.jspecify.annotations.NullMarked;
