package dev.covet.checks.planted.agent.internal;

/** Breaks a rule on purpose. */
public final class Hidden {}
