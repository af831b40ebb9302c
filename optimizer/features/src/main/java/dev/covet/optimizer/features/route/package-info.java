/**
 * Reads that replicas answer.
 *
 * <p><b>What it is.</b> {@link dev.covet.optimizer.features.route.RouteStage} asks a replica what the application asks its
 * primary, and gives the rows out as the answer of the application's own statement. {@code reads} says which statements may be
 * asked there, {@code node} which servers, {@code position} how far those are, and {@code unit} how far they have to be.
 *
 * <p><b>Invariants.</b> Only what is proven to read goes to a replica, of a session that is the same there, in no transaction
 * or one that is declared to read only. What has written in a transaction stays at the primary. A unit of work reads what it
 * has written, and never anything older than it has read.
 *
 * <p><b>When it fails.</b> The primary is asked, whatever went wrong at the replica. If the connection to the primary breaks, a
 * replica is asked, once.
 *
 * <p><b>Cost.</b> One question about each session when it first reads. Nothing more for a statement but its own round trip.
 */
@NullMarked
package dev.covet.optimizer.features.route;

import org.jspecify.annotations.NullMarked;
