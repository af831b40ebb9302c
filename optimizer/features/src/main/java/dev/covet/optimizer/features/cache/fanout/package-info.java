/**
 * One JVM is told by a database of its changes and hands them on to the others.
 *
 * <p><b>What it is.</b> {@code FanOut} opens the feed of a relay. By a mark in the shared store one JVM for each database is
 * elected: its {@code LeadingFeed} is the real one, and a {@code Publisher} writes all that is handed out, and how far that is, to a
 * log. The {@code FollowingFeed} of the others reads the log and asks the database itself what everybody can see.
 *
 * <p><b>Invariants.</b> A follower takes a moment as reached once the log says that all up to its position in the database's history was
 * told, and what was told stands before that in the log. So nothing depends on when something arrives, on clocks, or on who leads: a
 * log is written by one JVM with one real feed, and has a name of its own. Two that lead at once do no harm. Entries are
 * numbered without gaps; a log that lacks one is given up. Who begins to read waits until everybody sees what was in the
 * database's log before.
 *
 * <p><b>When it fails.</b> A follower's feed fails, and the relay ends its epoch, as it does when a feed of its own is lost. The next one
 * follows whoever leads then, leads itself, or, if the store cannot be used, is told by the database itself. Who leads
 * goes on with its own feed whatever happens to the store.
 *
 * <p><b>Cost.</b> Who leads: a thread, a connection to the store, two calls every few milliseconds while somebody waits for news.
 * Who follows: a connection to the store in place of one to the database.
 */
@NullMarked
package dev.covet.optimizer.features.cache.fanout;

import org.jspecify.annotations.NullMarked;
