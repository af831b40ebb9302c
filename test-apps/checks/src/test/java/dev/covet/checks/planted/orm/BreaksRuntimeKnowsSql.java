package dev.covet.checks.planted.orm;

import dev.covet.checks.planted.agent.tooling.Tooling;

/** Breaks a rule on purpose. */
public final class BreaksRuntimeKnowsSql {
    public static final Class<?> USED = Tooling.class;
}
