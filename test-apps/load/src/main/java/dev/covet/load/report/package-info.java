/** What a run found: counts, latencies and errors, as facts, as a table and as JSON. */
@NullMarked
package dev.covet.load.report;

import org.jspecify.annotations.NullMarked;
