/**
 * What it is: the adapter of MySQL Connector/J. Loaded beside the application's own copy of the driver: wrappers that have its
 * interfaces, and the raw rows of its results.
 *
 * <p>Invariants: rows that are kept are read and never written; each result set that is made of them has copies. Only the
 * classes named {@code …Internals} know members of the driver that are not public, and each looks for all of them when
 * it is made.
 *
 * <p>When it fails: without one of those members there are no rows, and the wrappers stay. Without a public member that
 * the wrappers need, the driver is only observed.
 *
 * <p>Cost: keeping the rows of a result is one or two small objects; see docs/rows.md for the rest.
 */
@NullMarked
package dev.covet.instrumentation.drivers.mysql;

import org.jspecify.annotations.NullMarked;
