package dev.covet.optimizer.features.prefetch;

import dev.covet.optimizer.engine.Rows;
import java.util.List;

/**
 * What a batch has brought.
 *
 * @param rows of each key, in their order
 * @param span the id of the batch's span, empty if it has none
 */
record Fetched(List<Rows> rows, String span) {}
