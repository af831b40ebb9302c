/**
 * The queries whose answers have saved most, in a file: for the next start.
 *
 * <p><b>Invariants.</b> The file is written anew beside the old one and takes its place at once; only its owner may read it. It is
 * read to its last byte or not at all. It holds no answers.
 *
 * <p><b>When it fails.</b> A file that cannot be read counts as an empty one.
 *
 * <p><b>Cost.</b> A look into a table for each answer of the cache, and bounded memory.
 */
@NullMarked
package dev.covet.optimizer.features.cache.warm;

import org.jspecify.annotations.NullMarked;
