/**
 * What it is: connections of MySQL Connector/J on which a server sends its binary log. What the log says is known in
 * {@link dev.covet.instrumentation.jdbc.binlog}.
 *
 * <p>Invariants: address, user, authentication and TLS are the application's. Only public members of the
 * driver are used, which other versions may lack.
 *
 * <p>When it fails: without one of those members there is no feed, and wrappers and rows stay.
 *
 * <p>Cost: nothing before a feed is opened.
 */
@NullMarked
package dev.covet.instrumentation.drivers.mysql.change;

import org.jspecify.annotations.NullMarked;
