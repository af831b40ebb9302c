package dev.covet.instrumentation.jdbc.binlog;

import dev.covet.optimizer.engine.change.ChangedTable;
import java.util.Set;

/**
 * What the log says of one transaction.
 *
 * @param name by which it is known
 * @param written tables that have new, other or fewer rows
 * @param cut those of them whose rows were deleted or updated, which may have changed rows of others
 * @param anything whether it may have changed more
 */
record Told(TransactionName name, Set<ChangedTable> written, Set<ChangedTable> cut, boolean anything) {
    Told {
        written = Set.copyOf(written);
        cut = Set.copyOf(cut);
    }

    boolean nothing() {
        return written.isEmpty() && !anything;
    }
}
