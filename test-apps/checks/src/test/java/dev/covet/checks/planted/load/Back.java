package dev.covet.checks.planted.load;

import dev.covet.checks.planted.demo.BreaksNoCycles;

/** Breaks a rule on purpose. */
public final class Back {
    public static final Class<?> USED = BreaksNoCycles.class;
}
