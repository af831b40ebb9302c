/**
 * Primaries and their replicas.
 *
 * <p><b>What it is.</b> {@link dev.covet.optimizer.features.route.node.Cluster} asks all servers how far they are, judges which
 * may be read from, and keeps a few connections to each.
 *
 * <p><b>Invariants.</b> A replica is read from only while it has said that it is one, of the primary's cluster and history. A
 * connection to it leads to the very server that was asked. Who wants a connection never waits for one.
 *
 * <p><b>When it fails.</b> A server that does not say how far it is for two seconds is not used, and what runs on it fails at
 * once, so that the primary can be asked. No connection is left once a cluster is closed.
 *
 * <p><b>Cost.</b> A thread and a connection for each server, and up to {@code covet.route.most-connections} to each replica,
 * opened as they are needed.
 */
@NullMarked
package dev.covet.optimizer.features.route.node;

import org.jspecify.annotations.NullMarked;
