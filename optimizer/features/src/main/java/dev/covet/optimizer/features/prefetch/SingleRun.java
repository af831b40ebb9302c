package dev.covet.optimizer.features.prefetch;

import dev.covet.optimizer.catalog.Savepoint;
import dev.covet.optimizer.engine.BoundKey;
import dev.covet.optimizer.engine.ConnectionSession;
import dev.covet.optimizer.engine.Rows;
import dev.covet.optimizer.engine.StatementCall;
import dev.covet.optimizer.sql.Dialect;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Asks a single query once more, where an error of that must not be the application's. */
final class SingleRun {
    private SingleRun() {}

    /** Its rows, on a statement of their own; null if they cannot be had. */
    static @Nullable Rows again(StatementCall call, BoundKey key) {
        if (!(call.statement() instanceof PreparedStatement single)) {
            return null;
        }
        ConnectionSession session = call.session();
        boolean guarded = session.facts().dialect() == Dialect.POSTGRESQL
                && session.transaction().active();
        try {
            return again(call, key, single, guarded);
        } catch (SQLException unable) {
            if (guarded && session.rows().refusal(single) != null) {
                heal(single, unable);
            }
            return null;
        }
    }

    private static @Nullable Rows again(StatementCall call, BoundKey key, PreparedStatement single, boolean guarded)
            throws SQLException {
        String sql = call.text().sql();
        try (PreparedStatement same = single.getConnection().prepareStatement(guarded ? Savepoint.around(sql) : sql)) {
            same.setQueryTimeout(single.getQueryTimeout());
            for (int position = 1; position <= key.count(); position++) {
                key.parameters().bind(position, key.value(position), same, position);
            }
            call.session().rows().execute(same);
            for (int i = 0; guarded && i < Savepoint.RESULT; i++) {
                same.getMoreResults();
            }
            try (ResultSet rows = same.getResultSet()) {
                return rows == null ? null : call.session().rows().of(rows);
            }
        }
    }

    private static void heal(PreparedStatement single, SQLException failed) {
        try {
            Savepoint.heal(single.getConnection());
        } catch (SQLException unable) {
            failed.addSuppressed(unable);
        }
    }
}
