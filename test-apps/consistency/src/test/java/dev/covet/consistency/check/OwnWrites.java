package dev.covet.consistency.check;

import dev.covet.consistency.history.Cell;
import dev.covet.consistency.history.Key;
import dev.covet.consistency.history.Operation;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a transaction has written so far and not undone. */
final class OwnWrites {
    /** The last one of a row. */
    record Write(Operation operation, long value) {}

    private final Deque<Map<Key, Write>> savepoints = new ArrayDeque<>();
    private Map<Key, Write> now = new HashMap<>();

    /** Takes account of the next operation that succeeded. */
    void add(Operation operation) {
        switch (operation.kind()) {
            case WRITE -> {
                for (Cell cell : operation.cells()) {
                    now.put(cell.key(), new Write(operation, cell.value()));
                }
            }
            case SAVEPOINT -> savepoints.push(new HashMap<>(now));
            case ROLLBACK_TO -> now = savepoints.pop();
            default -> {
                return;
            }
        }
    }

    @Nullable Write of(Key key) {
        return now.get(key);
    }
}
