package dev.covet.checks.planted.instrumentation.pools;

import dev.covet.checks.planted.agent.internal.Hidden;

/** Breaks a rule on purpose. */
public final class BreaksInternalStaysInternal {
    public static final Class<?> USED = Hidden.class;
}
