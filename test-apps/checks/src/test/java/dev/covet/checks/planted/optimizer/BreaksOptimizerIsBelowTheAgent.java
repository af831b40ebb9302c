package dev.covet.checks.planted.optimizer;

import dev.covet.checks.planted.agent.tooling.Tooling;

/** Breaks a rule on purpose. */
public final class BreaksOptimizerIsBelowTheAgent {
    public static final Class<?> USED = Tooling.class;
}
