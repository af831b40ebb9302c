package dev.covet.checks.planted.optimizer.settings;

import dev.covet.checks.planted.optimizer.features.route.Route;

/** Breaks a rule on purpose. */
public final class BreaksSettingsKnowNothing {
    public static final Class<?> USED = Route.class;
}
