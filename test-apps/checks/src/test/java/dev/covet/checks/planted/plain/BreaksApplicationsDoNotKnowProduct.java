package dev.covet.checks.planted.plain;

import dev.covet.checks.planted.agent.tooling.Tooling;

/** Breaks a rule on purpose. */
public final class BreaksApplicationsDoNotKnowProduct {
    public static final Class<?> USED = Tooling.class;
}
