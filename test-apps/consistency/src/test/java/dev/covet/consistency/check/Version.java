package dev.covet.consistency.check;

import dev.covet.consistency.history.Key;
import dev.covet.consistency.history.Operation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A value that a row had after a commit.
 *
 * @param index how many versions were before it
 * @param writer nobody for the first version
 */
record Version(Key key, int index, long value, @Nullable Transaction writer) {
    /** Before this nobody else can have seen it. */
    long sentAt() {
        return writer == null ? Long.MIN_VALUE : writer.sentAt();
    }

    /** After this nobody may see an older version. */
    long doneAt() {
        if (index == 0) {
            return Long.MIN_VALUE;
        }
        return writer == null ? Long.MAX_VALUE : writer.doneAt();
    }

    List<Operation> evidence() {
        return writer == null ? List.of() : List.of(writer.last());
    }
}
