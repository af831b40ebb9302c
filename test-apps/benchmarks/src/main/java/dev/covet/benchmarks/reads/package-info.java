/** Who would send which statement to a replica: Covet's own corpus, read by the competitor's analyser. */
@NullMarked
package dev.covet.benchmarks.reads;

import org.jspecify.annotations.NullMarked;
