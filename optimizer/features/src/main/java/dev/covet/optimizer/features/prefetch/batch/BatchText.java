package dev.covet.optimizer.features.prefetch.batch;

import dev.covet.optimizer.catalog.Savepoint;
import java.util.List;

/**
 * The text of a batch.
 *
 * @param sql as JDBC takes it
 * @param slots what to bind, in the order of the question marks
 * @param keys how many keys it takes; 0 if as many as there are
 * @param result which of the statement's results has the rows, from 0; those before are update counts
 */
public record BatchText(String sql, List<Slot> slots, int keys, int result) implements Batch {
    public BatchText {
        slots = List.copyOf(slots);
    }

    /** The same inside a savepoint, for a transaction that an error would end. One text, so that it is one round trip. */
    public BatchText inSavepoint() {
        return new BatchText(Savepoint.around(sql), slots, keys, result + Savepoint.RESULT);
    }
}
