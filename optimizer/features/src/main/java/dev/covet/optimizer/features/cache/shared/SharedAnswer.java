package dev.covet.optimizer.features.cache.shared;

import dev.covet.optimizer.engine.Rows;

/**
 * An answer of some JVM.
 *
 * @param shown the position in the database's history up to which it shows everything
 * @param nanos that the database took
 */
public record SharedAnswer(Rows rows, long shown, long nanos) {}
