/**
 * What it is: the boundary. Where a driver hands out a connection, the outermost factory call of that driver gives it
 * to the {@link dev.covet.agent.tooling.jdbc.ConnectionWrapper}.
 *
 * <p>Invariants: a connection is wrapped once; a driver never sees the wrapper of its own connection in the middle of
 * its own factory, because it may cast it.
 *
 * <p>When it fails: the application gets the driver's connection.
 *
 * <p>Cost: two small objects for each connection that is opened.
 */
@NullMarked
package dev.covet.agent.tooling.jdbc;

import org.jspecify.annotations.NullMarked;
