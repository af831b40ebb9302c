package dev.covet.checks.planted.optimizer.sql;

import dev.covet.checks.planted.optimizer.features.route.Route;

/** Breaks a rule on purpose. */
public final class BreaksSqlKnowsNothing {
    public static final Class<?> USED = Route.class;
}
