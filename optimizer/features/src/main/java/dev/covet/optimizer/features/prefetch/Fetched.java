package dev.covet.optimizer.features.prefetch;

import dev.covet.optimizer.engine.BoundKey;
import dev.covet.optimizer.engine.Rows;
import java.util.List;

/**
 * What a batch has brought.
 *
 * @param keys the one that was asked for first; perhaps fewer than were wanted
 * @param rows of each key, in their order
 * @param span the id of the batch's span, empty if it has none
 */
record Fetched(List<BoundKey> keys, List<Rows> rows, String span) {}
