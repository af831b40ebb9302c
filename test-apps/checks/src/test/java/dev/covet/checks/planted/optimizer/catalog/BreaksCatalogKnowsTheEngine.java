package dev.covet.checks.planted.optimizer.catalog;

import dev.covet.checks.planted.exporters.log.LogExporter;

/** Breaks a rule on purpose. */
public final class BreaksCatalogKnowsTheEngine {
    public static final Class<?> USED = LogExporter.class;
}
