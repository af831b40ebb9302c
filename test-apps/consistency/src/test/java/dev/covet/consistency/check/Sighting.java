package dev.covet.consistency.check;

import dev.covet.consistency.history.Cell;
import dev.covet.consistency.history.Key;
import dev.covet.consistency.history.Operation;
import org.jspecify.annotations.Nullable;

/**
 * A value that a transaction read and that is not of its own.
 *
 * @param version the committed version, or null if this value never was one
 */
record Sighting(
        Operation read,
        Cell cell,
        Transaction reader,
        @Nullable Version version) {
    Key key() {
        return cell.key();
    }

    /** The database may have looked no earlier than this: a snapshot is as old as its transaction. */
    long lookedAfter() {
        return reader.isRepeatable() ? reader.startedAt() : read.invoked();
    }
}
