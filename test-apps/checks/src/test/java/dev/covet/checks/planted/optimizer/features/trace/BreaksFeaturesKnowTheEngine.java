package dev.covet.checks.planted.optimizer.features.trace;

import dev.covet.checks.planted.exporters.log.LogExporter;

/** Breaks a rule on purpose. */
public final class BreaksFeaturesKnowTheEngine {
    public static final Class<?> USED = LogExporter.class;
}
