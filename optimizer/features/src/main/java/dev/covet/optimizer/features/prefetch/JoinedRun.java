package dev.covet.optimizer.features.prefetch;

import dev.covet.optimizer.engine.ConnectionSession;
import dev.covet.optimizer.engine.Rows;
import dev.covet.optimizer.engine.StatementCall;
import dev.covet.optimizer.features.prefetch.batch.BatchText;
import dev.covet.optimizer.features.prefetch.learn.Pair;
import dev.covet.optimizer.features.prefetch.standing.Reason;
import dev.covet.optimizer.features.prefetch.unit.Decision;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks for several keys in one statement. */
final class JoinedRun {
    private final StatementCall call;
    private final ConnectionSession session;
    private final BatchPlan plan;
    private final Decision.Fetch fetch;

    JoinedRun(StatementCall call, BatchPlan plan, Decision.Fetch fetch) {
        this.call = call;
        this.session = call.session();
        this.plan = plan;
        this.fetch = fetch;
    }

    @Nullable Fetched asked(PreparedStatement single, BatchText plain) throws SQLException {
        BatchText text = plan.guarded(plain, session.transaction().active());
        OwnCall ours = new OwnCall(call, plain.sql(), fetch.keys().size());
        try (PreparedStatement batch = single.getConnection().prepareStatement(text.sql())) {
            batch.setFetchSize(0);
            batch.setMaxRows(BatchRun.MOST_ROWS);
            batch.setQueryTimeout(single.getQueryTimeout());
            if (!BatchBinding.bind(session.rows(), batch, text, fetch.keys())) {
                fetch.pair().stops(Reason.VALUES.plain());
                return null;
            }
            if (!session.rows().alike(single, batch)) {
                fetch.pair().refuse(Reason.FORM, "the driver would send the rows of a batch in another form");
                return null;
            }
            ResultSet result = ours.answer(single, text.result() > 0, batch::cancel, () -> result(batch, text));
            if (ours.passing()) {
                fetch.pair().stops(Reason.MOMENT.plain());
                fetch.pair().ledger().settled(fetch.keys().size(), 0);
                return null;
            }
            if (ours.misread() && session.rows().volleys(single)) {
                fetch.pair().plan(plan.repeating());
                return null;
            }
            List<Rows> parts = parts(result, text);
            if (parts == null) {
                return null;
            }
            long bytes = parts.stream().mapToLong(Rows::bytes).sum();
            fetch.pair().ledger().batch(parts.size(), ours.waited(), bytes);
            int kept = fitting(parts);
            return new Fetched(fetch.keys().subList(0, kept), parts.subList(0, kept), ours.origin());
        }
    }

    /** How many, from the first one on, are not too large together. */
    private static int fitting(List<Rows> parts) {
        long bytes = parts.get(0).bytes();
        int fitting = 1;
        while (fitting < parts.size() && bytes + parts.get(fitting).bytes() <= BatchRun.MOST_BYTES) {
            bytes += parts.get(fitting).bytes();
            fitting++;
        }
        return fitting;
    }

    /** Null if there were warnings: the application could ask for those of a single execution. */
    private @Nullable ResultSet result(PreparedStatement batch, BatchText text) throws SQLException {
        session.rows().execute(batch);
        for (int i = 0; i < text.result(); i++) {
            batch.getMoreResults();
        }
        return batch.getWarnings() == null ? batch.getResultSet() : null;
    }

    private @Nullable List<Rows> parts(@Nullable ResultSet result, BatchText text) {
        Rows all = result == null ? null : session.rows().of(result);
        if (all == null) {
            fetch.pair().refuse(Reason.FAILED, "a batch failed, had warnings, or its rows could not be read");
            return null;
        }
        if (all.size() >= BatchRun.MOST_ROWS) {
            fetch.pair().refuse(Reason.FAILED, "a batch had " + BatchRun.MOST_ROWS + " rows or more");
            return null;
        }
        int keys = fetch.keys().size();
        List<Rows> parts = all.split(Math.max(keys, text.keys()), fetch.like());
        if (parts == null) {
            other();
            return null;
        }
        // A text for more keys than there are repeats the last one.
        return parts.subList(0, keys);
    }

    /** The columns to compare with may have been seen before somebody changed the table; once more is enough. */
    private void other() {
        Pair pair = fetch.pair();
        if (pair.like(session) == fetch.like()) {
            pair.relearn();
        } else {
            pair.refuse(Reason.FAILED, "the rows of a batch have other columns than those of the single query");
        }
    }
}
