package dev.covet.checks.planted.agent.dist;

import dev.covet.checks.planted.agent.tooling.Tooling;

/** Breaks a rule on purpose. */
public final class BreaksOnlyToolingSeesTheParts {
    public static final Class<?> USED = Tooling.class;
}
