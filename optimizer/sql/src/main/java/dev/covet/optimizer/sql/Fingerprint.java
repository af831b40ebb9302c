package dev.covet.optimizer.sql;

/** 128 bits that are equal for texts of the same shape and different otherwise. */
public record Fingerprint(long high, long low) {}
