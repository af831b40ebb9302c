package dev.covet.optimizer.features.route.node;

import java.sql.Connection;

/**
 * A connection of Covet's own to a replica, in autocommit mode.
 *
 * @param raw the driver's
 * @param settings users and settings of its session, as the server has them, in one text
 * @param openedNanos when it was opened
 */
public record ReplicaConnection(Connection raw, String settings, long openedNanos) {}
