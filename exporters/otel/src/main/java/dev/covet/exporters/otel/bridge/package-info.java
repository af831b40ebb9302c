/**
 * For applications in which somebody else traces: their OpenTelemetry SDK, or the OpenTelemetry agent.
 *
 * <p><b>What it is.</b> The same spans and metrics as our own SDK's, made through the API of OpenTelemetry. Loaded
 * together with {@code convention} in a class loader that sees the API of that SDK; parents must not be asked first,
 * because they may have the same classes over a relocated API.
 *
 * <p><b>Invariants.</b> The OpenTelemetry to use is handed in; the global one is never asked for, as that would fix it.
 * No type of an SDK occurs.
 *
 * <p><b>When it fails.</b> As a stage and a sink: counted, and the statement runs.
 *
 * <p><b>Cost.</b> On the application's thread a look at its current context, and an event for each step of a
 * transaction. Spans are made on the thread of the signals.
 */
@NullMarked
package dev.covet.exporters.otel.bridge;

import org.jspecify.annotations.NullMarked;
