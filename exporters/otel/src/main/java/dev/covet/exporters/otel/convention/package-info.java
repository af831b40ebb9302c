/**
 * The semantic conventions of OpenTelemetry for databases and requests, over its API alone.
 *
 * <p><b>What it is.</b> Attributes of statements and requests, the metrics made of them, and what is kept for their
 * sake. Nothing here knows an SDK, so the same classes serve our own one and the application's.
 *
 * <p><b>Invariants.</b> Used by the thread of the signals only, except where a class says otherwise. What grows with the
 * application is bounded: targets, statements, summaries on metrics, pools.
 *
 * <p><b>When it fails.</b> The signal's own loss is counted by the bus. Texts of errors lose what may be data in them.
 *
 * <p><b>Cost.</b> Attributes that are the same for each execution of a statement are made once.
 */
@NullMarked
package dev.covet.exporters.otel.convention;

import org.jspecify.annotations.NullMarked;
