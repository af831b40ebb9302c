/**
 * How far servers are in the history of their cluster.
 *
 * <p><b>What it is.</b> Questions to a primary and its replicas, and what follows from the answers: up to which moment of this
 * JVM a replica shows what could be seen on the primary ({@link dev.covet.optimizer.features.route.position.Progress}).
 *
 * <p><b>Invariants.</b> A position of the primary counts for the time at which it was asked for, one of a replica for the time
 * after it has answered. Positions of two histories are never compared.
 *
 * <p><b>When it fails.</b> Nothing is known then, and replicas are not used.
 *
 * <p><b>Cost.</b> One short question to each server, a hundred times a second while replicas are read, twice a second else.
 */
@NullMarked
package dev.covet.optimizer.features.route.position;

import org.jspecify.annotations.NullMarked;
