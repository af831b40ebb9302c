package dev.covet.optimizer.features.prefetch;

import dev.covet.optimizer.engine.ConnectionSession;
import dev.covet.optimizer.engine.ExecutionKind;
import dev.covet.optimizer.engine.Pipeline;
import dev.covet.optimizer.engine.Rows;
import dev.covet.optimizer.engine.StatementCall;
import dev.covet.optimizer.engine.Verdict;
import dev.covet.optimizer.features.prefetch.batch.Batch;
import dev.covet.optimizer.features.prefetch.batch.BatchText;
import dev.covet.optimizer.features.prefetch.learn.BoundKey;
import dev.covet.optimizer.features.prefetch.learn.Pair;
import dev.covet.optimizer.features.prefetch.rule.Eligibility;
import dev.covet.optimizer.features.prefetch.rule.Suspects;
import dev.covet.optimizer.features.prefetch.unit.Decision;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks for several keys at once, on the application's own connection and thread. */
final class BatchRun {
    /** A batch with more rows is not used: nobody knows whether it is complete. */
    private static final int MOST_ROWS = 20_000;

    /** Where the span's id is in a {@code traceparent}. */
    private static final int SPAN_START = 36;

    private static final int SPAN_END = 52;

    private final Doubts doubts;

    BatchRun(Doubts doubts) {
        this.doubts = doubts;
    }

    /** The rows of each key, or null if they could not be had. Leaves the connection as it was. */
    @Nullable Fetched fetch(StatementCall call, Decision.Fetch fetch) {
        if (!(call.statement() instanceof PreparedStatement single)) {
            return null;
        }
        Pair pair = fetch.pair();
        try {
            Connection connection = single.getConnection();
            if (isOutdated(pair, call.session())) {
                pair.inner().pairs().forEach(Pair::relearn);
                rule(connection, pair, call.session());
                return null;
            }
            Eligibility rule = rule(connection, pair, call.session());
            if (!rule.allowed()) {
                pair.refuse(String.join("; ", rule.reasons()));
                return null;
            }
            if (isSerializable(rule, call.session())) {
                return null;
            }
            BatchPlan plan = BatchPlan.of(pair, call.session(), single, rule);
            List<BoundKey> keys = fetch.keys().size() <= plan.mostKeys()
                    ? fetch.keys()
                    : fetch.keys().subList(0, plan.mostKeys());
            Batch batch = plan.batch(keys.size(), whole(keys, pair));
            if (batch instanceof Batch.Refused refused) {
                pair.refuse(refused.reason());
                return null;
            }
            return asked(call, single, plan, (BatchText) batch, new Decision.Fetch(pair, keys, fetch.like()));
        } catch (SQLException unable) {
            return null;
        }
    }

    /** By the server's default: the application has not said. Asking early could fail other transactions. */
    private static boolean isSerializable(Eligibility rule, ConnectionSession session) {
        return session.transaction().isolation() == 0
                && session.transaction().active()
                && rule.isolation().equals("serializable");
    }

    private static boolean whole(List<BoundKey> keys, Pair pair) {
        for (int position = 1; position <= keys.get(0).count(); position++) {
            Object value = keys.get(0).value(position);
            if (pair.mapping().varies(position)
                    && !(value instanceof Long || value instanceof Integer || value instanceof Short)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isOutdated(Pair pair, ConnectionSession session) {
        return pair.inner().rule() instanceof Judgement known && !known.holds(session);
    }

    private Eligibility rule(Connection connection, Pair pair, ConnectionSession session) {
        Judgement known = (Judgement) pair.inner().rule();
        if (known == null || !known.holds(session)) {
            known = Judgement.of(connection, pair.inner(), session, doubts.areOld(session));
            pair.inner().rule(known);
            Suspects suspects = known.rule().suspects();
            if (suspects != null) {
                doubts.learned(pair.inner().facts(), suspects, known);
            }
            if (known.rule().allowed()) {
                pair.inner().foundPure();
            }
        }
        return known.rule();
    }

    private static @Nullable Fetched asked(
            StatementCall call, PreparedStatement single, BatchPlan plan, BatchText plain, Decision.Fetch fetch)
            throws SQLException {
        ConnectionSession session = call.session();
        BatchText text = plan.guarded(plain, session.transaction().active());
        try (PreparedStatement batch = single.getConnection().prepareStatement(text.sql())) {
            batch.setFetchSize(0);
            batch.setMaxRows(MOST_ROWS);
            batch.setQueryTimeout(single.getQueryTimeout());
            if (!BatchBinding.bind(batch, text, fetch.keys())) {
                return null;
            }
            if (!session.rows().alike(single, batch)) {
                fetch.pair().refuse("the driver would send the rows of a batch in another form");
                return null;
            }
            StatementCall ours = ours(session, plain, fetch.keys().size());
            ResultSet result = executed(ours, batch, text);
            if (Passing.isPassing(ours.failure())) {
                fetch.pair().ledger().settled(fetch.keys().size(), 0);
                return null;
            }
            List<Rows> parts = parts(result, text, session, fetch);
            if (parts == null) {
                return null;
            }
            long bytes = parts.stream().mapToLong(Rows::bytes).sum();
            fetch.pair().ledger().batch(parts.size(), ours.endNanos() - ours.startNanos(), bytes);
            return new Fetched(fetch.keys(), parts, ours.origin());
        }
    }

    /** A call of its own, so that it is traced and counted. */
    private static StatementCall ours(ConnectionSession session, BatchText text, int keys) {
        StatementCall ours = new StatementCall(
                session,
                session.text(text.sql()),
                ExecutionKind.QUERY,
                true,
                session.engine().nanoTime());
        ours.byUs();
        ours.batch(keys, false);
        return ours;
    }

    private static @Nullable ResultSet executed(StatementCall ours, PreparedStatement batch, BatchText text)
            throws SQLException {
        ConnectionSession session = ours.session();
        Pipeline stages = session.pipeline();
        boolean asked = stages.enter(ours) == Verdict.PROCEED;
        ours.origin(span(ours));
        ResultSet rows = null;
        try {
            rows = asked ? result(batch, text) : null;
        } catch (SQLException failure) {
            ours.failed(failure);
            heal(batch.getConnection(), text);
        }
        ours.returned(session.engine().nanoTime());
        stages.exit(ours);
        stages.end(ours);
        return rows;
    }

    /** The id of the call's span, by which answers can refer to it; empty if it has none. */
    private static String span(StatementCall ours) {
        String header = ours.sampled() ? ours.session().engine().traceSource().announce(ours) : null;
        return header == null || header.length() < SPAN_END ? "" : header.substring(SPAN_START, SPAN_END);
    }

    /** Null if there were warnings: the application could ask for those of a single execution. */
    private static @Nullable ResultSet result(PreparedStatement batch, BatchText text) throws SQLException {
        batch.execute();
        for (int i = 0; i < text.result(); i++) {
            batch.getMoreResults();
        }
        return batch.getWarnings() == null ? batch.getResultSet() : null;
    }

    /** Undoes what an error did to the transaction. */
    private static void heal(Connection connection, BatchText text) throws SQLException {
        if (text.result() > 0) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(BatchText.HEAL);
            }
        }
    }

    private static @Nullable List<Rows> parts(
            @Nullable ResultSet result, BatchText text, ConnectionSession session, Decision.Fetch fetch) {
        Rows all = result == null ? null : session.rows().of(result);
        if (all == null) {
            fetch.pair().refuse("a batch failed, had warnings, or its rows could not be read");
            return null;
        }
        if (all.size() >= MOST_ROWS) {
            fetch.pair().refuse("a batch had " + MOST_ROWS + " rows or more");
            return null;
        }
        int keys = fetch.keys().size();
        List<Rows> parts = all.split(Math.max(keys, text.keys()), fetch.like());
        if (parts == null) {
            other(fetch);
            return null;
        }
        // A text for more keys than there are repeats the last one.
        return parts.subList(0, keys);
    }

    /** The columns to compare with may have been seen before somebody changed the table; once more is enough. */
    private static void other(Decision.Fetch fetch) {
        Pair pair = fetch.pair();
        if (pair.like() == fetch.like()) {
            pair.relearn();
        } else {
            pair.refuse("the rows of a batch have other columns than those of the single query");
        }
    }

    /** The single query once more, on a statement of its own; null if that cannot be done. */
    @Nullable Rows again(StatementCall call, BoundKey key) {
        if (!(call.statement() instanceof PreparedStatement single)) {
            return null;
        }
        try (PreparedStatement same =
                single.getConnection().prepareStatement(call.text().sql())) {
            for (int position = 1; position <= key.count(); position++) {
                key.parameters().bind(position, key.value(position), same, position);
            }
            try (ResultSet rows = same.executeQuery()) {
                return call.session().rows().of(rows);
            }
        } catch (SQLException unable) {
            return null;
        }
    }
}
