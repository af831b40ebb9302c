package dev.covet.checks.planted.instrumentation.jdbc;

import dev.covet.checks.planted.optimizer.features.route.Route;

/** Breaks a rule on purpose. */
public final class BreaksInstrumentationKnowsTheEngine {
    public static final Class<?> USED = Route.class;
}
