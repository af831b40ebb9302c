package dev.covet.checks.planted.instrumentation.entry;

import dev.covet.checks.planted.instrumentation.pools.BreaksInternalStaysInternal;

/** Breaks a rule on purpose. */
public final class BreaksInstrumentationsAreApart {
    public static final Class<?> USED = BreaksInternalStaysInternal.class;
}
