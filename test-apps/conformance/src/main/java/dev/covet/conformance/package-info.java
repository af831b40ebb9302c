/** Generated JDBC programs whose transcripts with and without Covet must be equal. */
@NullMarked
package dev.covet.conformance;

import org.jspecify.annotations.NullMarked;
