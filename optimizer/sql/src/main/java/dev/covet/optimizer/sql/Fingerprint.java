package dev.covet.optimizer.sql; public record Fingerprint(long high, long low) {}
