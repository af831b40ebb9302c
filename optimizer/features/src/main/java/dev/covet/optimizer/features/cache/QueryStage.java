package dev.covet.optimizer.features.cache;

import dev.covet.optimizer.catalog.Suspects;
import dev.covet.optimizer.engine.BoundKey;
import dev.covet.optimizer.engine.ConnectionSession;
import dev.covet.optimizer.engine.ExecutionKind;
import dev.covet.optimizer.engine.Stage;
import dev.covet.optimizer.engine.StatementCall;
import dev.covet.optimizer.engine.Verdict;
import dev.covet.optimizer.features.cache.relay.RelayListener;
import dev.covet.optimizer.features.cache.rules.CacheRules;
import dev.covet.optimizer.features.cache.rules.Wish;
import dev.covet.optimizer.features.cache.store.CacheKey;
import dev.covet.optimizer.sql.Dialect;
import dev.covet.optimizer.sql.StatementKind;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Which calls may be answered from rows that all sessions share, and what is remembered of the others. */
abstract class QueryStage implements Stage, AutoCloseable {
    /** The number of MySQL's and MariaDB's error. */
    private static final int INTERRUPTED = 1317;

    private static final Search WRITING = new Search.Writing();

    final Flights flights = new Flights();
    private final Identities identities = new Identities();
    private final CacheRules rules;
    private final RelayListener listener;

    /**
     * One that knows nothing yet.
     *
     * @param listener is told of comments that cannot be read
     */
    QueryStage(CacheSettings settings, RelayListener listener) {
        this.rules = settings.readRules();
        this.listener = listener;
    }

    /** What queries on the call's database may name that writes; null if nothing of it is answered. May ask the catalog. */
    abstract @Nullable Suspects suspects(StatementCall call, Plan plan);

    /** Looks for the answer of a query that may have one. */
    abstract Verdict sought(StatementCall call, Plan plan, SessionMemory memory);

    /** The query was sent, and looked for before. */
    abstract void landed(StatementCall call, Search sought);

    /** Forgets everything. */
    @Override
    public abstract void close();

    @Override
    public final String feature() {
        return "cache";
    }

    @Override
    public final Verdict enter(StatementCall call) {
        if (call.text().kind() != StatementKind.SELECT) {
            return Verdict.PROCEED;
        }
        ConnectionSession session = call.session();
        if (call.ours() && !session.ours()) {
            // It asks what the application's queries ask, and so writes nothing that they do not.
            call.seek(SessionMemory.of(session, identities).passing());
            return Verdict.PROCEED;
        }
        Plan plan = Plan.of(call.text(), session.facts());
        if (plan.mayWrite() || plan.isSuspect(suspects(call, plan))) {
            // Nobody here knows what its functions do: perhaps they set something, perhaps they write.
            session.settingsChanged();
            if (call.writing() == null) {
                call.sends(session.sendingRow(), call.alone());
            }
            call.seek(WRITING);
            return Verdict.PROCEED;
        }
        if (!plan.reasons().isEmpty() || !hasRows(call.kind())) {
            return Verdict.PROCEED;
        }
        SessionMemory memory = SessionMemory.of(session, identities);
        Verdict verdict = sought(call, plan, memory);
        if (verdict == Verdict.PROCEED) {
            memory.patience().ends(call);
        }
        if (verdict == Verdict.PROCEED && call.sought() == null) {
            call.seek(memory.passing());
        }
        return verdict;
    }

    private static boolean hasRows(ExecutionKind kind) {
        return kind == ExecutionKind.QUERY || kind == ExecutionKind.EXECUTE;
    }

    /** What whoever wants an answer does about it. */
    interface Wanting {
        /**
         * Has the database asked.
         *
         * @param mine whose end others wait for; null if nobody does
         */
        Verdict ask(Flights.@Nullable Flight mine);

        /** What another one's answer makes of it, or what is kept by now; null if nothing may be given. */
        @Nullable Verdict given(Flights.@Nullable Landing landing);
    }

    /**
     * Of all who want the same one asks, and the others wait for it.
     *
     * @param usual nanoseconds that the query took before; 0 if nobody knows
     */
    final Verdict together(StatementCall call, CacheKey key, long usual, Wanting who) {
        Flights.Flight other = null;
        for (int i = 0; i < Flights.MOST && !Thread.currentThread().isInterrupted(); i++) {
            Flights.Flight mine = new Flights.Flight(key);
            other = other == null ? flights.join(mine) : flights.join(other, mine);
            if (other == null) {
                return flights.leading(mine, () -> who.ask(mine));
            }
            if (flights.await(other, usual, SessionMemory.patience(call).left(call), call.cancellation())) {
                return cancelled(call);
            }
            Verdict given = who.given(other.landing());
            if (given != null) {
                return given;
            }
            if (other.isVain()) {
                break;
            }
        }
        return who.ask(null);
    }

    static Verdict bypass(StatementCall call, String reason) {
        call.cached(reason);
        return Verdict.PROCEED;
    }

    /** The application has cancelled the statement while it waited for another one: in words of the database. */
    static Verdict cancelled(StatementCall call) {
        return new Verdict.Reject(
                call.session().facts().dialect() == Dialect.MYSQL
                        ? new SQLException("Query execution was interrupted", "70100", INTERRUPTED)
                        : new SQLException("ERROR: canceling statement due to user request", "57014"));
    }

    /** What rules for tables, queries and comments say: all that does not depend on the call. */
    Wish ofText(StatementCall call, Plan plan) {
        Wish wish = plan.wish(rules);
        String misread = plan.misread();
        if (misread != null) {
            listener.misread(call.text(), misread);
        }
        return wish;
    }

    /** What all rules say. */
    Wish wish(StatementCall call, Plan plan) {
        return rules.wish(plan.wish(rules), call);
    }

    @Override
    public final void exit(StatementCall call) {
        Object sought = call.sought();
        if (call.session().ofCache() instanceof SessionMemory memory) {
            memory.patience().restore(call);
        }
        if (sought instanceof Search.Writing) {
            call.session().settingsChanged();
            call.session().rowWritten();
        } else if (sought instanceof Search.Passed passed && !call.served()) {
            passed(call, passed.by());
        } else if (sought instanceof Search search && !call.served()) {
            landed(call, search);
        }
    }

    /** What has values that cannot be told from others is never answered, and so cannot be answered with something older. */
    private static void passed(StatementCall call, Sightings by) {
        if (call.ours()) {
            by.seen(call.endNanos());
            return;
        }
        BoundKey values = call.values();
        if (values != null) {
            by.seen(CacheKey.query(call.text().sql(), values), 0, call.endNanos());
        }
    }
}
