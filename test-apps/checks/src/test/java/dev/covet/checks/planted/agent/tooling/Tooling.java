package dev.covet.checks.planted.agent.tooling;

/** Breaks a rule on purpose. */
public final class Tooling {}
