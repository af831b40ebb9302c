/**
 * What it is: the changes that MySQL and MariaDB tell of, by their binary logs. Two connections of the application's own
 * driver: on one the server sends its log as it does to a replica, on the other Covet asks. Adapters give both; what the
 * bytes mean is known here.
 *
 * <p>Invariants: of a commit its end in the log is known, and of a moment a position or a set of transactions that
 * everybody sees. A log is written before its commits are seen: MariaDB's status variables {@code binlog_snapshot_…} name
 * the last commit that is seen, MySQL's {@code gtid_executed} all that are. The log begins where everybody saw
 * everything. What is not understood has changed anything. Children of tables whose rows were deleted or updated are told
 * of with them, as cascades are not logged.
 *
 * <p>When it fails: a server that is not set up is refused with the statement that cures it; nothing is altered at it. A
 * broken connection, a log that begins anew, and events that say that some are missing end the feed. Sessions that set
 * {@code sql_log_bin} to 0 are not told of, by nobody.
 *
 * <p>Cost: one thread that waits for the log; one thread at the server that sends it, one more session. All of the
 * log crosses the network; of a transaction only the names of its tables are kept.
 */
@NullMarked
package dev.covet.instrumentation.jdbc.binlog;

import org.jspecify.annotations.NullMarked;
