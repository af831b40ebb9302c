package dev.covet.checks.planted.exporters.otel;

import dev.covet.checks.planted.optimizer.features.route.Route;

/** Breaks a rule on purpose. */
public final class BreaksExportersKnowSignals {
    public static final Class<?> USED = Route.class;
}
