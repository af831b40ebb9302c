package dev.covet.optimizer.features.route;

import dev.covet.optimizer.catalog.KnownFunctions;
import dev.covet.optimizer.catalog.SessionFacts;
import dev.covet.optimizer.engine.ConnectionSession;
import dev.covet.optimizer.engine.ExecutionKind;
import dev.covet.optimizer.engine.LastTime;
import dev.covet.optimizer.engine.Stage;
import dev.covet.optimizer.engine.StatementCall;
import dev.covet.optimizer.engine.Verdict;
import dev.covet.optimizer.engine.node.ErrorClass;
import dev.covet.optimizer.engine.node.ErrorClasses;
import dev.covet.optimizer.features.route.node.Cluster;
import dev.covet.optimizer.features.route.node.Replica;
import dev.covet.optimizer.features.route.node.ReplicaConnection;
import dev.covet.optimizer.features.route.node.RouteListener;
import dev.covet.optimizer.features.route.reads.Hint;
import dev.covet.optimizer.features.route.reads.ReadRuling;
import dev.covet.optimizer.features.route.unit.Horizon;
import dev.covet.optimizer.features.route.unit.Horizons;
import dev.covet.optimizer.sql.QueryShape;
import dev.covet.optimizer.sql.SqlText;
import dev.covet.optimizer.sql.StatementKind;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Asks replicas what the application asks its primary, where nobody can tell the difference. */
public final class RouteStage implements Stage, AutoCloseable {
    /** Of PostgreSQL: whether a commit is answered when a crash leaves it. */
    private static final String FLEETING = "synchronous_commit";

    /** Of MySQL and MariaDB: whether replicas are told of what is written. */
    private static final String UNLOGGED = "sql_log_bin";

    private final RouteSettings settings;
    private final Clusters clusters;
    private final Choice choice;
    private final Rereads rereads;

    /**
     * One that is connected to no replica yet.
     *
     * @param listener is told what people should know
     */
    public RouteStage(RouteSettings settings, RouteListener listener, Supplier<? extends RandomGenerator> random) {
        this.settings = settings;
        this.clusters = new Clusters(settings, listener);
        this.choice = new Choice(settings, random);
        this.rereads = new Rereads(settings, choice, listener);
    }

    @Override
    public String feature() {
        return "route";
    }

    /** What is known of a call once it has come here. */
    record Way(Horizon horizon, @Nullable Set<String> tables, Rereads.@Nullable Prepared again) {}

    @Override
    public Verdict enter(StatementCall call) {
        ConnectionSession session = call.session();
        if (session.ours()) {
            return Verdict.PROCEED;
        }
        RouteMemory memory = RouteMemory.of(session, clusters);
        Cluster cluster = memory.cluster(session);
        if (cluster == null) {
            return Verdict.PROCEED;
        }
        SqlText text = call.text();
        noteSettings(text, cluster);
        if (text.kind() != StatementKind.SELECT) {
            return Verdict.PROCEED;
        }
        ReadRuling ruling = cluster.reads().of(call);
        Horizon horizon = memory.horizon(call, cluster);
        call.way(new Way(horizon, ruling.tables(), null));
        Verdict verdict = verdict(call, memory, cluster, ruling, horizon);
        if (verdict == Verdict.PROCEED && !ruling.allowed() && !onlyComputes(text)) {
            memory.unproven();
        }
        return verdict;
    }

    private Verdict verdict(
            StatementCall call, RouteMemory memory, Cluster cluster, ReadRuling ruling, Horizon horizon) {
        ConnectionSession session = call.session();
        if (call.ours() || call.stays()) {
            return primary(call, call.stays() ? "compared" : "");
        }
        if (!ruling.allowed()) {
            return primary(call, reason(ruling));
        }
        String own = Circumstances.reason(session, ruling);
        if (!own.isEmpty()) {
            return primary(call, own);
        }
        if (settings.retry()) {
            cluster.retries().attempted();
        }
        Verdict verdict = answer(call, memory, cluster, ruling, horizon);
        Rereads.Prepared again = verdict == Verdict.PROCEED ? rereads.prepare(call, memory, cluster, ruling) : null;
        if (again != null) {
            call.way(new Way(horizon, ruling.tables(), again));
        }
        return verdict;
    }

    private Verdict answer(
            StatementCall call, RouteMemory memory, Cluster cluster, ReadRuling ruling, Horizon horizon) {
        ConnectionSession session = call.session();
        if (settings.consistency() == RouteSettings.Consistency.STRONG
                && ruling.hint() != Hint.REPLICA
                && !session.transaction().readOnly()) {
            return primary(call, "strong");
        }
        cluster.use(call.startNanos());
        return settings.mode() == RouteSettings.Mode.OBSERVE
                ? primary(call, "observed")
                : toReplica(call, memory, cluster, ruling, horizon);
    }

    private void noteSettings(SqlText text, Cluster cluster) {
        if (text.changesSession()) {
            String sql = text.sql().toLowerCase(Locale.ROOT);
            if (sql.contains(FLEETING)) {
                cluster.fleeting();
            }
            if (sql.contains(UNLOGGED)) {
                // Other sessions may reach the same server by another URL.
                clusters.unlogged();
            }
        }
    }

    /** So do queries by which pools test connections: after them nothing has to be asked anew. */
    private static boolean onlyComputes(SqlText text) {
        return text.tablesKnown()
                && text.tables().isEmpty()
                && KnownFunctions.onlyCompute(QueryShape.of(text).functions(), text.dialect());
    }

    private static String reason(ReadRuling ruling) {
        if (ruling.hint() == Hint.PRIMARY) {
            return "asked for";
        }
        return ruling.standing() == ReadRuling.Standing.UNKNOWN ? "unjudged" : "ruled out";
    }

    private static Verdict primary(StatementCall call, String reason) {
        call.routed(reason);
        return Verdict.PROCEED;
    }

    private Verdict toReplica(
            StatementCall call, RouteMemory memory, Cluster cluster, ReadRuling ruling, Horizon horizon) {
        long needed = settings.consistency() == RouteSettings.Consistency.EVENTUAL
                ? LastTime.NEVER
                : Horizons.needed(call, horizon, ruling.tables());
        Replica replica = cluster.isUnlogged() ? null : choice.of(cluster, horizon, needed, call.startNanos());
        if (replica == null) {
            return primary(call, "behind");
        }
        RoutedQuery query = RoutedQuery.of(call);
        if (query == null) {
            return primary(call, "form");
        }
        SessionFacts facts = memory.facts(call, cluster, ruling.settings());
        String own = facts == null ? "session" : Circumstances.reason(call.session(), facts, ruling.hint());
        if (facts == null || !own.isEmpty()) {
            return primary(call, own);
        }
        ReplicaConnection connection = replica.take(facts);
        if (connection == null) {
            cluster.want(replica);
            return primary(call, "no connection");
        }
        String unlike = unlike(cluster, replica, connection, facts);
        if (!unlike.isEmpty()) {
            return primary(call, unlike);
        }
        if (ruling.hint() == Hint.REPLICA) {
            connection.forget();
        }
        Verdict verdict = query.ask(cluster, replica, connection);
        if (verdict instanceof Verdict.Answer) {
            horizon.read(replica, call.session().engine().nanoTime());
            call.routed("replica");
            call.answeredBy(replica.name());
        }
        return verdict;
    }

    /** Why a connection cannot stand for the session, and was given back; empty if it can. */
    static String unlike(Cluster cluster, Replica replica, ReplicaConnection connection, SessionFacts facts) {
        try {
            if (cluster.makeLike(connection, facts)) {
                return "";
            }
            replica.give(connection);
            return "settings";
        } catch (SQLException failed) {
            replica.discard(connection);
            return "failed";
        } catch (RuntimeException | Error failed) {
            replica.discard(connection);
            throw failed;
        }
    }

    @Override
    public Verdict instead(StatementCall call, SQLException failure) {
        return call.way() instanceof Way way && way.again() != null
                ? rereads.ask(call, way, way.again(), failure)
                : Verdict.PROCEED;
    }

    @Override
    public void exit(StatementCall call) {
        if (call.way() instanceof Way way && call.elsewhere() == null && isRead(call)) {
            way.horizon().readPrimary(way.tables(), call.endNanos());
        }
        Throwable failure = call.lost() == null ? call.failure() : call.lost();
        if (failure != null) {
            failed(call, failure);
        }
    }

    private static void failed(StatementCall call, Throwable failure) {
        Cluster cluster = call.session().ofRoute() instanceof RouteMemory memory ? memory.known() : null;
        ErrorClass kind = ErrorClasses.of(failure, call.session().facts().dialect());
        if (cluster != null && (kind.isUnreachable() || kind == ErrorClass.ROLE_CHANGED)) {
            cluster.suspect();
        }
    }

    private static boolean isRead(StatementCall call) {
        return call.failure() == null && call.kind() != ExecutionKind.BATCH;
    }

    /** Waits until no thread of it runs any more, once it is closed. Returns whether that is so. */
    public boolean isOver(long mostMillis) throws InterruptedException {
        for (Cluster each : clusters.all()) {
            if (!each.isOver(mostMillis)) {
                return false;
            }
        }
        return true;
    }

    /** Leaves all replicas. */
    @Override
    public void close() {
        clusters.close();
    }
}
