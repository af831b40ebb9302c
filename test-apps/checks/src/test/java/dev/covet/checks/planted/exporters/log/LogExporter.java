package dev.covet.checks.planted.exporters.log;

/** Breaks a rule on purpose. */
public final class LogExporter {}
