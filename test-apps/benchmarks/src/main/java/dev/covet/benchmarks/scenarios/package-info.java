/**
 * Seventeen programs that a cache in front of JDBC must not change, with and without one: what each sees is compared with what the
 * bare driver shows.
 */
@NullMarked
package dev.covet.benchmarks.scenarios;

import org.jspecify.annotations.NullMarked;
