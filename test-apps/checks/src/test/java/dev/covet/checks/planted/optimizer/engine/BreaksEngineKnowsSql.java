package dev.covet.checks.planted.optimizer.engine;

import dev.covet.checks.planted.exporters.log.LogExporter;

/** Breaks a rule on purpose. */
public final class BreaksEngineKnowsSql {
    public static final Class<?> USED = LogExporter.class;
}
