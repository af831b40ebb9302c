package dev.covet.optimizer.features.cache.store;

import dev.covet.optimizer.engine.Rows;
import dev.covet.optimizer.engine.StatementCall;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * Which answers are worth keeping.
 *
 * @param mostRows of one answer
 * @param mostBytes of one answer
 */
public record Keeping(int mostRows, long mostBytes) {
    /** Its rows, of which the application has none; null if they are not to be kept. Only in a stage's exit. */
    public @Nullable Rows rows(StatementCall call) throws SQLException {
        Rows rows = call.answer();
        boolean kept = rows != null && isSmall(rows) && isUnwarned(call);
        return kept && rows != null ? rows.detached() : null;
    }

    /** Whether they may be kept by what they take. */
    public boolean isSmall(Rows rows) {
        return rows.size() <= mostRows && rows.bytes() <= mostBytes;
    }

    /** Warnings of the server are not among the rows. */
    private static boolean isUnwarned(StatementCall call) throws SQLException {
        Statement statement = call.statement();
        return statement != null && statement.getWarnings() == null;
    }
}
