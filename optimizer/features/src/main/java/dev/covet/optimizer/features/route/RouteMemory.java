package dev.covet.optimizer.features.route;

import dev.covet.optimizer.catalog.SessionFacts;
import dev.covet.optimizer.catalog.SessionQuestions;
import dev.covet.optimizer.engine.ConnectionSession;
import dev.covet.optimizer.engine.LastTime;
import dev.covet.optimizer.engine.SessionEnd;
import dev.covet.optimizer.engine.StatementCall;
import dev.covet.optimizer.features.route.node.Cluster;
import dev.covet.optimizer.features.route.node.SettingNames;
import dev.covet.optimizer.features.route.unit.Horizon;
import dev.covet.optimizer.features.route.unit.Horizons;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the routing knows of one session. Belongs to the thread that uses the connection. */
final class RouteMemory implements SessionEnd {
    private final Clusters clusters;
    private @Nullable Cluster cluster;
    private final SessionQuestions questions = new SessionQuestions();
    private long asked = -1;
    private long unproven;
    private @Nullable SessionFacts facts;
    private @Nullable Horizon horizon;

    private RouteMemory(Clusters clusters) {
        this.clusters = clusters;
    }

    @SuppressWarnings("ReferenceEquality") // of another stage
    static RouteMemory of(ConnectionSession session, Clusters clusters) {
        if (session.ofRoute() instanceof RouteMemory known && known.clusters == clusters) {
            return known;
        }
        RouteMemory made = new RouteMemory(clusters);
        session.ofRoute(made);
        return made;
    }

    /** The same as it is known; null if it is not. */
    @Nullable Cluster known() {
        return cluster;
    }

    /** Null if replicas cannot be read in its place. */
    @Nullable Cluster cluster(ConnectionSession session) {
        Cluster known = cluster;
        if (known == null || known.isClosed()) {
            known = clusters.of(session);
            cluster = known;
            if (known != null) {
                known.joined(session);
                if (session.engine().nodes().relocations().haveHappened()) {
                    session.tookOver();
                }
            }
        }
        return known;
    }

    /** What the session's unit of work has seen of its cluster: of a request or task, else since somebody borrowed it. */
    Horizon horizon(StatementCall call, Cluster of) {
        if (Horizons.isOfUnit(call.work())) {
            return Horizons.of(call, of);
        }
        Horizon known = horizon;
        if (known == null) {
            known = new Horizon(LastTime.NEVER);
            horizon = known;
        }
        return known;
    }

    @Override
    public void letGo() {
        // A transaction is no unit of its own: what comes next may not be older either.
    }

    @Override
    public void released() {
        horizon = null;
    }

    /** Something runs that may change the session in ways that nobody sees: what is known of it holds no more. */
    void unproven() {
        unproven++;
    }

    /**
     * Users and settings of the session now; null if they could not be learned, or if asking does not pay. Asks the database if
     * something may have changed them since, or if more has to be known.
     *
     * @param needed names of settings that have to be among them
     */
    @Nullable SessionFacts facts(StatementCall call, Cluster of, Set<String> needed) {
        SettingNames names = of.settings();
        if (!names.add(needed) || !names.add(call.session().state().settings().custom())) {
            return null;
        }
        long now = call.session().settings() + unproven;
        List<String> custom = names.all();
        SessionFacts known = facts;
        // Connections to replicas may have all of them.
        if (asked != now || (known != null && !known.know(custom))) {
            if (!questions.pays(now)) {
                return null;
            }
            facts = ask(call, custom);
            asked = now;
        }
        questions.used();
        return facts;
    }

    private static @Nullable SessionFacts ask(StatementCall call, List<String> custom) {
        Statement statement = call.statement();
        ConnectionSession session = call.session();
        if (statement == null) {
            return null;
        }
        try {
            return SessionFacts.askAll(
                    statement.getConnection(),
                    session.facts().dialect(),
                    session.transaction().active(),
                    session.serverProcess(),
                    custom);
        } catch (SQLException unable) {
            return null;
        }
    }
}
