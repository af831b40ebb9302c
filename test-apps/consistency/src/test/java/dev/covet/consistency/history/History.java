package dev.covet.consistency.history;

import java.util.List;
import java.util.Map;

/**
 * Everything that happened in one run.
 *
 * @param operations in any order
 * @param versions the committed values of each row in their order, the first one first, with those that a transaction
 *     has overwritten itself
 */
public record History(List<Operation> operations, Map<Key, List<Long>> versions) {
    public History {
        operations = List.copyOf(operations);
        versions = Map.copyOf(versions);
    }
}
