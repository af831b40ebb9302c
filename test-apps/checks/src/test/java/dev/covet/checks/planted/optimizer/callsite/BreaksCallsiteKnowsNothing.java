package dev.covet.checks.planted.optimizer.callsite;

import dev.covet.checks.planted.exporters.log.LogExporter;

/** Breaks a rule on purpose. */
public final class BreaksCallsiteKnowsNothing {
    public static final Class<?> USED = LogExporter.class;
}
