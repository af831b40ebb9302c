/**
 * Schedules of two or three sessions that show what an isolation level allows, after Martin Kleppmann's Hermitage.
 *
 * <p>What it is: {@link dev.covet.consistency.hermitage.Schedules} as data, which {@link
 * dev.covet.consistency.hermitage.Stage} plays with any connections; what each session saw, what it was refused and where it
 * had to wait is a transcript.
 *
 * <p>Invariants: the next step begins when every session is idle or waits for a lock, so that the same schedule leaves
 * the same transcript; after each step an onlooker in autocommit reads the whole table.
 *
 * <p>When it fails: a session that neither ends its step nor waits for a lock within a time limit is an error.
 */
@NullMarked
package dev.covet.consistency.hermitage;

import org.jspecify.annotations.NullMarked;
