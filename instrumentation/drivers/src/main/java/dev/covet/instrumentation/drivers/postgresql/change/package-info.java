/**
 * What it is: the changes that PostgreSQL tells of, by logical decoding with its own plugin pgoutput. Two connections of
 * the application's own driver: a walsender tells of commits, an ordinary session answers questions.
 *
 * <p>Invariants: the slot exists before a moment is asked for, and transactions that were about to be seen at that time
 * are waited for, so nothing falls between. A commit is told with the tables it wrote, those they are partitions or
 * children of, and the partitions of a root. How far the feed is never runs ahead of what was handed out: the server
 * names a position only after everything before it is on the wire. A moment is the end of the log as it is inserted, as
 * who commits with {@code synchronous_commit = off} is seen before the log is flushed; if nobody flushes it, the feed has it
 * flushed. The slot is temporary: it ends with its connection.
 *
 * <p>When it fails: a server that is not set up is refused with the statement that cures it; nothing is created or
 * altered but the slot. A broken connection, log that is kept beyond the limit, and messages that are not understood
 * end the feed.
 *
 * <p>Cost: one walsender, which decodes all of the server's log; one more session. Each second one question about the
 * slot. When a moment is not flushed for long, a message of some bytes is written to the log and flushed, at most ten times a
 * second. Of a transaction only the numbers of its tables are kept. See {@code PostgresFeed} for waiting.
 */
@NullMarked
package dev.covet.instrumentation.drivers.postgresql.change;

import org.jspecify.annotations.NullMarked;
