package dev.covet.checks.planted.demo;

import dev.covet.checks.planted.load.Back;

/** Breaks a rule on purpose. */
public final class BreaksNoCycles {
    public static final Class<?> USED = Back.class;
}
