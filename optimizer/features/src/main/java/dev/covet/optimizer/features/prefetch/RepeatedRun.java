package dev.covet.optimizer.features.prefetch;

import dev.covet.optimizer.catalog.Savepoint;
import dev.covet.optimizer.engine.BoundKey;
import dev.covet.optimizer.engine.ConnectionSession;
import dev.covet.optimizer.engine.Rows;
import dev.covet.optimizer.engine.StatementCall;
import dev.covet.optimizer.engine.Volley;
import dev.covet.optimizer.features.prefetch.standing.Reason;
import dev.covet.optimizer.features.prefetch.unit.Decision;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks the query as it is once for each of several keys, all in one round trip. */
final class RepeatedRun {
    private final StatementCall call;
    private final ConnectionSession session;
    private final Decision.Fetch fetch;

    RepeatedRun(StatementCall call, Decision.Fetch fetch) {
        this.call = call;
        this.session = call.session();
        this.fetch = fetch;
    }

    /** Of so many keys, from the first one on, as the driver sends together and as have answers that are not too large. */
    @Nullable Fetched asked(PreparedStatement single, String sql) throws SQLException {
        boolean guarded = session.transaction().active();
        try (Volley volley = session.rows().volley(single, guarded ? Savepoint.NAME : null)) {
            int keys = volley == null ? 0 : loaded(volley);
            if (volley == null || keys == 0) {
                fetch.pair().stops(Reason.VALUES.plain());
                return null;
            }
            OwnCall ours = new OwnCall(call, sql, keys);
            List<Rows> rows = ours.answer(
                    single, guarded, volley::cancel, () -> volley.ask(BatchRun.MOST_ROWS, BatchRun.MOST_BYTES));
            if (ours.passing()) {
                fetch.pair().stops(Reason.MOMENT.plain());
                fetch.pair().ledger().settled(keys, 0);
                return null;
            }
            if (rows == null || rows.isEmpty()) {
                fetch.pair()
                        .refuse(
                                Reason.FAILED,
                                "a batch failed, had warnings, or an answer had " + BatchRun.MOST_ROWS
                                        + " rows or more");
                return null;
            }
            long bytes = rows.stream().mapToLong(Rows::bytes).sum();
            fetch.pair().ledger().batch(rows.size(), ours.waited(), bytes);
            return new Fetched(fetch.keys().subList(0, rows.size()), rows, ours.origin());
        }
    }

    private int loaded(Volley volley) throws SQLException {
        int keys = 0;
        for (BoundKey key : fetch.keys()) {
            if (!volley.add(statement -> bind(key, statement))) {
                return keys;
            }
            keys++;
        }
        return keys;
    }

    private static void bind(BoundKey key, PreparedStatement statement) throws SQLException {
        for (int position = 1; position <= key.count(); position++) {
            key.parameters().bind(position, key.value(position), statement, position);
        }
    }
}
