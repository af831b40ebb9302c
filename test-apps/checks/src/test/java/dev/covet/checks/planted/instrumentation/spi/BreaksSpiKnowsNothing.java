package dev.covet.checks.planted.instrumentation.spi;

import dev.covet.checks.planted.optimizer.features.route.Route;

/** Breaks a rule on purpose. */
public final class BreaksSpiKnowsNothing {
    public static final Class<?> USED = Route.class;
}
