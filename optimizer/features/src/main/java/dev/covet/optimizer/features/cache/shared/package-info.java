/**
 * Answers that several JVMs give each other through a Redis or Valkey.
 *
 * <p><b>What it is.</b> {@code SharedTier} finds and stores values by a {@code SharedKey}, over a {@code RedisStore} that has
 * connections of its own. A value is an {@code Envelope}: the rows as bytes and the position in the database's history up to
 * which they show everything.
 *
 * <p><b>Invariants.</b> What is stored is never trusted to be current: who finds it compares its position with what its own
 * relay was told, so nobody has to delete anything. A value is only taken under the very key it was stored with, and if each of its
 * bytes is as it was written. Nothing here decides what an application may be given.
 *
 * <p><b>When it fails.</b> The database is asked. A call waits no longer than the setting, and not at all while the store is taken
 * to be away; connections are opened and values are written by one thread of their own.
 *
 * <p><b>Cost.</b> A round trip for a query that is not among this JVM's own answers and takes clearly longer than that.
 */
@NullMarked
package dev.covet.optimizer.features.cache.shared;

import org.jspecify.annotations.NullMarked;
