package dev.covet.checks.planted.optimizer.features.route;

/** Breaks a rule on purpose. */
public final class Route {}
