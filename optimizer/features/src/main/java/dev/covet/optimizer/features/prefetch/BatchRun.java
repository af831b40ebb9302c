package dev.covet.optimizer.features.prefetch;

import dev.covet.optimizer.catalog.Eligibility;
import dev.covet.optimizer.engine.BoundKey;
import dev.covet.optimizer.engine.ConnectionSession;
import dev.covet.optimizer.engine.StatementCall;
import dev.covet.optimizer.features.prefetch.batch.Batch;
import dev.covet.optimizer.features.prefetch.batch.BatchText;
import dev.covet.optimizer.features.prefetch.learn.Pair;
import dev.covet.optimizer.features.prefetch.standing.Reason;
import dev.covet.optimizer.features.prefetch.unit.Decision;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks for several keys at once, on the application's own connection and thread. */
final class BatchRun {
    /** A batch with more rows is not used: nobody knows whether it is complete. */
    static final int MOST_ROWS = 20_000;

    /** What the answers that are kept may take together, unless the first one is larger. */
    static final long MOST_BYTES = 2 << 20;

    private final Doubts doubts;

    BatchRun(Doubts doubts) {
        this.doubts = doubts;
    }

    /**
     * The rows of each key, or null if they could not be had. Leaves the connection as it was.
     *
     * @throws Cancelled if another thread has cancelled the statement meanwhile
     */
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
            if (!rule.asked()) {
                pair.stops(Reason.MOMENT.plain());
                return null;
            }
            if (!rule.allowed()) {
                pair.refuse(Reason.RULE, String.join("; ", rule.reasons()));
                return null;
            }
            if (isSerializable(rule, call.session())) {
                pair.stops(Reason.SERIALIZABLE.plain());
                return null;
            }
            Fetched fetched = asked(call, fetch, single, BatchPlan.of(pair, call.session(), single, rule));
            if (fetched != null) {
                pair.sent();
            }
            return fetched;
        } catch (SQLException unable) {
            pair.stops(Reason.MOMENT.plain());
            return null;
        }
    }

    private static @Nullable Fetched asked(
            StatementCall call, Decision.Fetch fetch, PreparedStatement single, BatchPlan plan) throws SQLException {
        Pair pair = fetch.pair();
        List<BoundKey> keys = fetch.keys().size() <= plan.mostKeys()
                ? fetch.keys()
                : fetch.keys().subList(0, plan.mostKeys());
        Batch batch = plan.batch(keys.size(), whole(keys, pair));
        if (batch instanceof Batch.Refused refused) {
            pair.refuse(Reason.FORM, refused.reason());
            return null;
        }
        Decision.Fetch wanted = new Decision.Fetch(pair, keys, fetch.like());
        return batch instanceof BatchText text
                ? new JoinedRun(call, plan, wanted).asked(single, text)
                : new RepeatedRun(call, wanted)
                        .asked(single, pair.inner().text().sql());
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
        Judgement known = Judgements.known(pair.inner(), session);
        return known != null && !known.holds(session);
    }

    private Eligibility rule(Connection connection, Pair pair, ConnectionSession session) {
        Judgement known = Judgements.known(pair.inner(), session);
        if (known == null || !known.holds(session)) {
            known = Judgement.of(connection, pair.inner(), session, doubts.areOld(session));
            Judgements.add(pair.inner(), known);
            doubts.learned(session, known);
        }
        return known.rule();
    }
}
