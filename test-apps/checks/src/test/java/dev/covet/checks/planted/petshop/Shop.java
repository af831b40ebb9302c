package dev.covet.checks.planted.petshop;

/** Breaks a rule on purpose. */
public final class Shop {}
