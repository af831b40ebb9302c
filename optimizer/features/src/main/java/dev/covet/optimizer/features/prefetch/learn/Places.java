package dev.covet.optimizer.features.prefetch.learn;

import dev.covet.optimizer.engine.BoundKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where the values of one column are in a relation. Made when somebody looks for a third time. */
final class Places {
    private static final int ENOUGH_LOOKS = 3;

    private Map<Object, Integer> first = Map.of();
    private int column;
    private int looks;
    private int chunks;
    private int rows;

    /** No row before this one has the value; -1 if none has it at all. */
    int first(Relation relation, BoundKey key, Mapping mapping) {
        int position = mapping.firstColumn();
        if (position == 0) {
            return 0;
        }
        int wanted = mapping.column(position);
        if (wanted != column) {
            forget();
            column = wanted;
            looks = 0;
        }
        if (++looks < ENOUGH_LOOKS) {
            return 0;
        }
        index(relation.chunks());
        Object value = KeyValues.comparable(key.value(position));
        return value == null ? -1 : first.getOrDefault(value, -1);
    }

    private void index(List<Chunk> all) {
        if (first.isEmpty()) {
            first = new HashMap<>();
        }
        for (; chunks < all.size(); chunks++) {
            Chunk chunk = all.get(chunks);
            boolean has = column <= chunk.rows().columns();
            for (int row = 0; row < chunk.rows().size(); row++, rows++) {
                @Nullable Object value = has ? KeyValues.comparable(chunk.rows().key(row, column)) : null;
                if (value != null) {
                    first.putIfAbsent(value, rows);
                }
            }
        }
    }

    /** Rows have gone. */
    void forget() {
        first = Map.of();
        chunks = 0;
        rows = 0;
    }
}
