package dev.covet.optimizer.features.route;

import dev.covet.optimizer.catalog.SessionFacts;
import dev.covet.optimizer.engine.ConnectionFacts;
import dev.covet.optimizer.engine.ConnectionSession;
import dev.covet.optimizer.engine.LastTime;
import dev.covet.optimizer.engine.StatementCall;
import dev.covet.optimizer.engine.Verdict;
import dev.covet.optimizer.engine.node.ErrorClasses;
import dev.covet.optimizer.engine.node.Relocations;
import dev.covet.optimizer.features.route.node.Cluster;
import dev.covet.optimizer.features.route.node.Replica;
import dev.covet.optimizer.features.route.node.ReplicaConnection;
import dev.covet.optimizer.features.route.node.RouteListener;
import dev.covet.optimizer.features.route.reads.Hint;
import dev.covet.optimizer.features.route.reads.ReadRuling;
import dev.covet.optimizer.features.route.unit.Horizons;
import dev.covet.optimizer.sql.Dialect;
import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Reads at the primary whose connection breaks before they are answered: a replica is asked, once. */
final class Rereads {
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(1);
    private static final long PACE = TimeUnit.MINUTES.toNanos(1);
    private static final long LOOK = TimeUnit.MILLISECONDS.toNanos(2);
    private static final int CAUSES = 8;

    /** Why the primary was asked: whatever else comes may be had again in a moment. */
    private static final Set<String> PASSING = Set.of("behind", "no connection");

    private final RouteSettings settings;
    private final Choice choice;
    private final RouteListener listener;
    private final AtomicLong saidNanos = new AtomicLong(LastTime.NEVER);

    Rereads(RouteSettings settings, Choice choice, RouteListener listener) {
        this.settings = settings;
        this.choice = choice;
        this.listener = listener;
    }

    /**
     * What a replica is to be asked, which nobody can learn any more from a connection that has broken.
     *
     * @param facts of the session
     */
    record Prepared(Cluster cluster, RoutedQuery query, SessionFacts facts) {}

    /** For a statement that a replica might have answered. Null if it may not be asked again. */
    @Nullable Prepared prepare(StatementCall call, RouteMemory memory, Cluster cluster, ReadRuling ruling) {
        ConnectionSession session = call.session();
        boolean may = settings.retry()
                && session.facts().dialect() == Dialect.POSTGRESQL
                && ruling.hint() == Hint.NONE
                && Circumstances.isAlone(session.transaction())
                && PASSING.contains(call.routed());
        if (!may) {
            return null;
        }
        RoutedQuery query = RoutedQuery.of(call);
        SessionFacts facts = query == null ? null : memory.facts(call, cluster, ruling.settings());
        boolean same =
                facts != null && Circumstances.reason(session, facts, Hint.NONE).isEmpty();
        return query != null && facts != null && same ? new Prepared(cluster, query, facts) : null;
    }

    /** Lets the application have its exception unless a replica answers. */
    Verdict ask(StatementCall call, RouteStage.Way way, Prepared prepared, SQLException failure) {
        Statement statement = call.statement();
        if (statement == null || !isBroken(call, statement, failure)) {
            return Verdict.PROCEED;
        }
        call.routed("lost");
        long now = call.session().engine().nanoTime();
        int limit = limit(statement);
        long deadline = limit == 0 ? Long.MAX_VALUE : call.startNanos() + TimeUnit.SECONDS.toNanos(limit);
        Cluster cluster = prepared.cluster();
        // What is left of the time is told to the server in full seconds.
        if (!cluster.retries().tryAgain(0, deadline, PATIENCE)) {
            return Verdict.PROCEED;
        }
        cluster.suspect();
        long until = deadline == Long.MAX_VALUE ? now + PATIENCE : Math.min(now + PATIENCE, deadline - PATIENCE);
        Found found = await(call, way, prepared, until);
        if (found == null) {
            return Verdict.PROCEED;
        }
        Verdict verdict = ask(call, way, prepared, found, limit == 0 ? 0 : seconds(call, deadline));
        if (verdict instanceof Verdict.Answer) {
            say(call, found.replica(), failure, now);
        }
        return verdict;
    }

    /** Nobody else learns that connections break. */
    private void say(StatementCall call, Replica replica, SQLException failure, long now) {
        long before = saidNanos.get();
        if ((before == LastTime.NEVER || now - before > PACE) && saidNanos.compareAndSet(before, now)) {
            ConnectionFacts facts = call.session().facts();
            listener.reread(
                    Relocations.name(facts.host(), facts.port()), replica.name(), String.valueOf(failure.getMessage()));
        }
    }

    private static int seconds(StatementCall call, long deadline) {
        long left = deadline - call.session().engine().nanoTime();
        return (int) Math.max(1, TimeUnit.NANOSECONDS.toSeconds(left));
    }

    private static Verdict ask(StatementCall call, RouteStage.Way way, Prepared prepared, Found found, int seconds) {
        Verdict verdict = prepared.query().within(seconds).ask(prepared.cluster(), found.replica(), found.connection());
        if (verdict instanceof Verdict.Answer) {
            way.horizon().read(found.replica(), call.session().engine().nanoTime());
            call.routed("retried");
            call.answeredBy(found.replica().name());
        }
        if (verdict == Verdict.PROCEED) {
            call.routed("lost");
        } else {
            call.session().lender().broken();
        }
        return verdict;
    }

    private static int limit(Statement statement) {
        try {
            return statement.getQueryTimeout();
        } catch (SQLException closed) {
            return 1;
        }
    }

    /** Whether the connection is of no use any more, and neither the application has ended it nor its time. */
    private static boolean isBroken(StatementCall call, Statement statement, SQLException failure) {
        if (!ErrorClasses.of(failure, Dialect.POSTGRESQL).isUnreachable()
                || isTimeout(failure)
                || isUnwanted(call)
                || !call.session().lender().learns()) {
            return false;
        }
        try {
            return statement.getConnection().isClosed();
        } catch (SQLException closed) {
            // By the application.
            return false;
        }
    }

    private static boolean isUnwanted(StatementCall call) {
        return call.cancellation().wanted() || call.session().state().isGone();
    }

    /** Nobody has answered for as long as the application would wait. */
    private static boolean isTimeout(SQLException failure) {
        Throwable each = failure;
        for (int i = 0; i < CAUSES && each != null; i++) {
            if (each instanceof SocketTimeoutException) {
                return true;
            }
            each = each.getCause();
        }
        return false;
    }

    private record Found(Replica replica, ReplicaConnection connection) {}

    /** A replica that shows enough, as soon as there is one. Null if there is none until then. */
    private @Nullable Found await(StatementCall call, RouteStage.Way way, Prepared prepared, long until) {
        long needed = settings.consistency() == RouteSettings.Consistency.EVENTUAL
                ? LastTime.NEVER
                : Horizons.needed(call, way.horizon(), way.tables());
        Cluster cluster = prepared.cluster();
        long now = call.session().engine().nanoTime();
        while (now - until < 0 && !isUnwanted(call) && !cluster.isUnlogged()) {
            Replica replica = choice.of(cluster, way.horizon(), needed, now);
            ReplicaConnection connection = replica == null ? null : replica.take(prepared.facts());
            if (replica != null && connection != null) {
                boolean alike = RouteStage.unlike(cluster, replica, connection, prepared.facts())
                        .isEmpty();
                return alike ? new Found(replica, connection) : null;
            }
            if (replica != null) {
                cluster.want(replica);
            }
            LockSupport.parkNanos(this, LOOK);
            if (Thread.currentThread().isInterrupted()) {
                return null;
            }
            now = call.session().engine().nanoTime();
        }
        return null;
    }
}
