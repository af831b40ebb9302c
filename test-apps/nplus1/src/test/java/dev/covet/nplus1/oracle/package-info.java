/**
 * Tries to prove prefetching wrong: programs with a disturbance at every point, generated queries, programs that make batches
 * a loss, and wrong versions of the prefetching itself that these have to find.
 */
@NullMarked
package dev.covet.nplus1.oracle;

import org.jspecify.annotations.NullMarked;
