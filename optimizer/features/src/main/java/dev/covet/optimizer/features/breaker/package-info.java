/**
 * The breaker: calls to a server that cannot be reached fail at once.
 *
 * <p><b>What it is.</b> A {@link dev.covet.optimizer.features.breaker.NodeBreaker} for each node counts what opening
 * connections and statements say of the server. After a few failures in a row it asks the server itself, off the
 * application's threads; if that fails too, it refuses what would only wait: opening a connection, borrowing one from a
 * pool that has none, statements outside of transactions. It asks again, less and less often, until the server answers,
 * and then lets connections through by and by. Beside it: timeouts for statements without one.
 *
 * <p><b>Invariants.</b> Nothing within a transaction is refused. Nothing is refused while statements on the node succeed.
 * Only failures that say that the server is out of reach open it: a broken constraint, a lock or a full server never do.
 * There is one probe at a time. The threads of pools go on opening connections at their own pace, and the first that
 * succeeds closes the breaker.
 *
 * <p><b>When it fails.</b> Calls go to the driver as without it.
 *
 * <p><b>Cost.</b> A statement that succeeds: a few reads, and one counter for the rates; nothing is allocated. One short-lived
 * connection for each probe.
 */
@NullMarked
package dev.covet.optimizer.features.breaker;

import org.jspecify.annotations.NullMarked;
