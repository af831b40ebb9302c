package dev.covet.optimizer.features.cache;

import dev.covet.optimizer.engine.BoundKey;
import dev.covet.optimizer.engine.ConnectionSession;
import dev.covet.optimizer.engine.Wrapped;
import dev.covet.optimizer.engine.WrappedConnection;
import dev.covet.optimizer.features.cache.relay.Epoch;
import dev.covet.optimizer.features.cache.relay.Ruling;
import dev.covet.optimizer.features.cache.warm.Heat;
import dev.covet.optimizer.features.cache.warm.HotQuery;
import dev.covet.optimizer.features.cache.warm.Pace;
import dev.covet.optimizer.features.cache.warm.WarmUpListener;
import dev.covet.optimizer.sql.SqlText;
import dev.covet.optimizer.sql.StatementKind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Asks hot queries of one database on a connection of its own, through the same stages as the application's, so that only what
 * the application could be answered is kept. What the catalog does not say may be kept is not executed. Ends at the first trouble.
 */
final class WarmRun {
    /** A driver may give rows in another format after some executions. */
    private static final int MOST_EXECUTIONS = 12;

    /** Milliseconds. */
    private static final int PAUSE = 10;

    /** Milliseconds that one ruling is waited for. */
    private static final int PATIENCE = 5_000;

    /** What keeps each query of this session from being answered. */
    private static final Set<String> HOPELESS =
            Set.of("opaque", "distributed", "session", "server", "isolation", "unfollowed", "distrusted");

    private final WarmUp.Place place;
    private final Pace pace;
    private volatile @Nullable Connection connection;
    private volatile boolean aborted;

    WarmRun(WarmUp.Place place, Pace pace) {
        this.place = place;
        this.pace = pace;
    }

    /** It is to end now, whatever it waits for. */
    void abort() {
        aborted = true;
        Connection open = connection;
        if (open != null) {
            try {
                open.abort(Runnable::run);
            } catch (SQLException gone) {
                // It has ended otherwise.
            }
        }
    }

    void run(List<Heat.Hot> hottest, WarmUpListener listener) throws InterruptedException {
        int asked = 0;
        int kept = 0;
        try (Connection made = place.source().connect()) {
            if (!(made instanceof WrappedConnection own) || own.session().clock() != place.clock()) {
                return;
            }
            connection = made;
            String here = HotQuery.place(own.session().facts());
            List<HotQuery> mine = hottest.stream()
                    .map(Heat.Hot::query)
                    .filter(query -> query.place().equals(here))
                    .toList();
            // What the server has prepared gives no more text.
            for (HotQuery query : both(mine)) {
                if (aborted) {
                    return;
                }
                asked++;
                kept += warmed(made, own.session(), query) ? 1 : 0;
            }
            listener.warmed(kept, asked);
        } catch (SQLException trouble) {
            if (!aborted) {
                listener.trouble(
                        "COVET-4262",
                        "Warming up ended early, with " + kept + " answers: " + trouble.getMessage() + '.',
                        "Nothing need be done: what is missing is kept once it is asked for.");
            }
        } finally {
            connection = null;
        }
    }

    /** First all as text, as new connections ask for them, then those that were asked for in binary in the end. */
    private static Set<HotQuery> both(List<HotQuery> hottest) {
        Set<HotQuery> all = new LinkedHashSet<>();
        hottest.forEach(query -> all.add(query.in(false)));
        all.addAll(hottest);
        return all;
    }

    private boolean warmed(Connection made, ConnectionSession session, HotQuery query)
            throws SQLException, InterruptedException {
        long began = pace.now();
        try {
            SqlText text = session.text(query.sql());
            if (!mayRun(session, text, query)) {
                return false;
            }
            return execute(made, session, query);
        } finally {
            if (!aborted) {
                pace.worked(began);
            }
        }
    }

    /** Whether it is proven that it only reads, and that its answer may be kept. */
    private boolean mayRun(ConnectionSession session, SqlText text, HotQuery query) throws InterruptedException {
        if (text.kind() != StatementKind.SELECT
                || text.parameterCount() != query.values().count()) {
            return false;
        }
        Plan plan = Plan.of(text, session.facts());
        if (plan.mayWrite() || !plan.reasons().isEmpty()) {
            return false;
        }
        Ruling ruling = ruling(plan);
        return ruling != null
                && ruling.allowed()
                && !plan.isSuspect(ruling.epoch().suspects());
    }

    /** Null if there is none in time. */
    private @Nullable Ruling ruling(Plan plan) throws InterruptedException {
        for (int millis = 0; millis < PATIENCE && !aborted; millis++) {
            Epoch epoch = place.relay().epoch();
            Ruling known = epoch == null ? null : plan.ruling(epoch);
            if (known != null) {
                return known;
            }
            if (epoch != null && plan.isUnjudged(epoch) && !place.relay().judge(plan)) {
                plan.notJudged();
            }
            pace.await(1);
        }
        return null;
    }

    /** Whether its answer is there now, in the format that is wanted. */
    private boolean execute(Connection made, ConnectionSession session, HotQuery query)
            throws SQLException, InterruptedException {
        try (Statement statement = query.prepared() ? made.prepareStatement(query.sql()) : made.createStatement()) {
            statement.setMaxRows(query.mostRows());
            if (statement instanceof Wrapped wrapped && wrapped.covetDelegate() instanceof PreparedStatement single) {
                session.rows().ask(single, query.binary());
            }
            for (int i = 0; i < MOST_EXECUTIONS && !aborted; i++) {
                execute(statement, query);
                String outcome =
                        session.ofCache() instanceof SessionMemory memory ? memory.outcome(query.binary()) : "";
                switch (outcome) {
                    case "there" -> {
                        return true;
                    }
                    case "form" -> {}
                    case "other format" -> {
                        if (!query.binary()) {
                            // Of a driver that has no other.
                            return true;
                        }
                    }
                    // Somebody changes its tables.
                    case "lost", "changing", "late" -> pace.await(PAUSE);
                    default -> {
                        if (HOPELESS.contains(outcome)) {
                            throw new SQLException("no query of this connection can be answered (" + outcome + ")");
                        }
                        return false;
                    }
                }
            }
        }
        return false;
    }

    private static void execute(Statement statement, HotQuery query) throws SQLException {
        if (!(statement instanceof PreparedStatement prepared)) {
            statement.executeQuery(query.sql()).close();
            return;
        }
        BoundKey values = query.values();
        for (int position = 1; position <= values.count(); position++) {
            values.parameters().bind(position, values.value(position), prepared, position);
        }
        prepared.executeQuery().close();
    }
}
