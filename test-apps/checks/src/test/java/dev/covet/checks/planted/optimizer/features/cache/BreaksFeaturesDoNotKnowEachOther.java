package dev.covet.checks.planted.optimizer.features.cache;

import dev.covet.checks.planted.optimizer.features.route.Route;

/** Breaks a rule on purpose. */
public final class BreaksFeaturesDoNotKnowEachOther {
    public static final Class<?> USED = Route.class;
}
