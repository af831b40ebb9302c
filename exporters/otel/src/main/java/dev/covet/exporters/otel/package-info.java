/**
 * Our own OpenTelemetry SDK, for applications in which nobody else traces: signals become spans and metrics.
 *
 * <p><b>What it is.</b> The SDK as its autoconfiguration makes it from {@code OTEL_…}, and spans made directly from
 * signals: the SDK's own span object, built for code that adds to it from many threads, is left out.
 *
 * <p><b>Invariants.</b> Everything is done on the thread of the signals; the SDK is started there as well, with the first
 * signal. Ended spans = exported + failed + dropped + waiting, at any time and for each exporter.
 *
 * <p><b>When it fails.</b> An endpoint that is down costs spans, which are counted, and one line in the log. A wrong
 * setting leaves exporting off, with one line. The application notices neither.
 *
 * <p><b>Cost.</b> See {@code SpanFactory}; nothing on the application's threads but the ids of a request.
 */
@NullMarked
package dev.covet.exporters.otel;

import org.jspecify.annotations.NullMarked;
