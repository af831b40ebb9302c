package dev.covet.optimizer.features.prefetch;

import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import org.jspecify.annotations.Nullable;

/** Errors that tell of the moment and not of the statement: timeouts, locks, conflicts, a lack of something. */
final class Passing {
    private Passing() {}

    static boolean isPassing(@Nullable Throwable failure) {
        if (failure instanceof SQLTimeoutException) {
            return true;
        }
        String state = failure instanceof SQLException error ? error.getSQLState() : null;
        return state != null
                && (state.startsWith("08")
                        || state.startsWith("40")
                        || state.startsWith("53")
                        || state.startsWith("57")
                        || state.equals("55P03")
                        || state.equals("70100"));
    }
}
