/**
 * What it is: the adapter of pgjdbc. Loaded beside the application's own copy of the driver: wrappers that have its
 * interfaces, and the raw rows of its results.
 *
 * <p>Invariants: rows that are kept are read and never written; each result set that is made of them has copies. Only the
 * classes named {@code …Internals} know members of the driver that are not public, and each looks for all of them when
 * it is made. Executions that are sent together are the application's query with its own types, in the order they were
 * added; the application's statement is left as it was.
 *
 * <p>When it fails: without one of those members there are no rows, and the wrappers stay; without one that only volleys
 * need there are none of these. Without a public member that the wrappers need, the driver is only observed.
 *
 * <p>Cost: keeping the rows of a result is one or two small objects; see docs/rows.md for the rest.
 */
@NullMarked
package dev.covet.instrumentation.drivers.postgresql;

import org.jspecify.annotations.NullMarked;
