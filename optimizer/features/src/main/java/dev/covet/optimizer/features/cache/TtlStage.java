package dev.covet.optimizer.features.cache;

import dev.covet.optimizer.catalog.KnownSuspects;
import dev.covet.optimizer.catalog.KnownTables;
import dev.covet.optimizer.catalog.Suspects;
import dev.covet.optimizer.catalog.TableCatalog;
import dev.covet.optimizer.engine.BoundKey;
import dev.covet.optimizer.engine.ConnectionSession;
import dev.covet.optimizer.engine.Engine;
import dev.covet.optimizer.engine.Rows;
import dev.covet.optimizer.engine.StatementCall;
import dev.covet.optimizer.engine.Verdict;
import dev.covet.optimizer.features.cache.relay.RelayListener;
import dev.covet.optimizer.features.cache.rules.Wish;
import dev.covet.optimizer.features.cache.store.CacheKey;
import dev.covet.optimizer.features.cache.store.Entry;
import dev.covet.optimizer.features.cache.store.Form;
import dev.covet.optimizer.features.cache.store.Keeping;
import dev.covet.optimizer.features.cache.store.Store;
import dev.covet.optimizer.features.cache.store.Versions;
import dev.covet.optimizer.sql.Dialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Answers a query for as long as a rule says, whatever others commit meanwhile. Nobody tells of changes, so all that is known
 * of the database, the catalog and rights too, is believed for that time; what this JVM writes ends answers at once.
 */
public final class TtlStage extends QueryStage {
    private static final Duration UNASKED = Duration.ofHours(1);

    private final boolean keepsAll;
    private final Keeping keeping;
    private final Store store;
    private final KnownSuspects suspects = new KnownSuspects();

    /**
     * An empty one.
     *
     * @param listener is told of comments that cannot be read
     */
    public TtlStage(CacheSettings settings, RelayListener listener) {
        super(settings, listener);
        this.keepsAll = settings.keepsAll();
        this.keeping = new Keeping(settings.mostRows(), settings.mostResultBytes());
        this.store = new Store(settings.mostBytes(), UNASKED);
    }

    @Override
    @Nullable Suspects suspects(StatementCall call, Plan plan) {
        if (suspects.isUnknownPlace(call.session())) {
            suspects.look(call, plan.shape());
        }
        return suspects.of(call.session());
    }

    @Override
    Verdict sought(StatementCall call, Plan plan, SessionMemory memory) {
        ofText(call, plan);
        Wish wish = wish(call, plan);
        if (wish.off() || wish.ttl() == 0 || !wish.named()) {
            return bypass(call, wish.off() ? "excepted" : "unnamed");
        }
        String own = isElsewhere(call.session()) ? "session" : Circumstances.reason(call.session());
        if (!own.isEmpty()) {
            return bypass(call, own);
        }
        BoundKey values = call.values();
        if (values == null || Moving.isIn(values)) {
            return bypass(call, "values");
        }
        TimedRuling ruling = ruling(call, plan, wish.ttl());
        if (ruling == null || !ruling.allowed()) {
            return bypass(call, ruling == null ? "unjudged" : "ruled out");
        }
        Identity identity = memory.identity(call, wish.ttl());
        String reason =
                identity == null ? "session" : Circumstances.reason(call.session(), identity, identity.server());
        Form form = identity == null || !reason.isEmpty() ? null : Form.of(call);
        if (form == null || identity == null) {
            return bypass(call, reason.isEmpty() ? "form" : reason);
        }
        CacheKey key = new CacheKey(identity, call.text().sql(), values, form);
        return answered(call, new Search.Timed(key, plan, ruling, memory.sightings(), wish.ttl(), null, null, 0));
    }

    /** Whether nobody knows in which database names are looked for that the catalog is asked about. */
    private static boolean isElsewhere(ConnectionSession session) {
        return session.facts().dialect() == Dialect.MYSQL && session.state().schemaUnknown();
    }

    /** What the catalog says, which is asked if it is time; null if nobody has asked it and somebody else does so now. */
    private @Nullable TimedRuling ruling(StatementCall call, Plan plan, long ttl) {
        ConnectionSession session = call.session();
        TimedRuling known = plan.timed();
        if (known != null && known.holds(session, ttl, call.startNanos())) {
            return known;
        }
        Statement statement = call.statement();
        if (statement == null || !plan.mayJudge(call.prepared())) {
            return null;
        }
        try {
            TimedRuling found = TimedRuling.ask(statement.getConnection(), plan.shape(), session);
            plan.timed(found);
            suspects.learned(session, found.suspects(), found.schema(), found.nanos());
            return plan.isSuspect(suspects(call, plan)) ? null : found;
        } catch (SQLException closed) {
            return null;
        } finally {
            plan.judged();
        }
    }

    private Verdict answered(StatementCall call, Search.Timed search) {
        call.seek(search);
        if (given(call, search) instanceof Verdict.Answer answer) {
            return answer;
        }
        if (!keepsAll && !search.plan().benefit().mayKeep()) {
            return bypass(call, "not paying");
        }
        return together(call, search.key(), search.plan().nanos(), new Wanting() {
            @Override
            public Verdict ask(Flights.@Nullable Flight mine) {
                return missed(call, search, mine);
            }

            @Override
            public @Nullable Verdict given(Flights.@Nullable Landing landing) {
                Verdict taken = taken(call, search, landing);
                return taken == null && TtlStage.this.given(call, search) instanceof Verdict.Answer answer
                        ? answer
                        : taken;
            }
        });
    }

    /** What the database has just told somebody else, if it was asked after this call began; null if not. */
    private static @Nullable Verdict taken(StatementCall call, Search.Timed search, Flights.@Nullable Landing landing) {
        if (landing == null
                || !Taking.ASKED_LATER.may(call.startNanos(), landing.sent())
                || !landing.epoch().equals(search.ruling().tables())
                || search.ruling().schema() != call.session().clock().schema()) {
            return null;
        }
        return hit(call, search, landing);
    }

    private Verdict missed(StatementCall call, Search.Timed search, Flights.@Nullable Flight mine) {
        learnTables(call, search.plan());
        Engine engine = call.session().engine();
        long sent = engine.nanoTime();
        Versions versions = Versions.of(search.ruling().numbers(), engine.tables());
        if (versions != null || mine != null) {
            call.seek(search.with(versions, mine, sent));
        }
        return bypass(call, versions == null ? "changing" : "miss");
    }

    private Verdict given(StatementCall call, Search.Timed search) {
        Entry entry = store.get(search.key());
        if (entry == null) {
            return Verdict.PROCEED;
        }
        long now = call.startNanos();
        if (entry.isOlderThan(search.ttl(), now) || !holds(call, search, entry)) {
            store.drop(search.key(), entry);
            return Verdict.PROCEED;
        }
        if (!search.by().allow(search.key().query(), entry.number(), entry.sent())) {
            return Verdict.PROCEED;
        }
        return hit(call, search, Flights.Landing.of(entry));
    }

    private static Verdict hit(StatementCall call, Search.Timed search, Flights.Landing answer) {
        search.plan().benefit().given(answer.nanos());
        call.cached("hit");
        call.saves(answer.nanos());
        search.by().seen(search.key().query(), answer.number(), answer.answered());
        return new Verdict.Answer(answer.rows());
    }

    /** Whether this JVM has changed nothing of it, as far as it knows, and the query still reads the same tables. */
    private static boolean holds(StatementCall call, Search.Timed search, Entry entry) {
        ConnectionSession session = call.session();
        return entry.epoch().equals(search.ruling().tables())
                && search.ruling().schema() == session.clock().schema()
                && session.clock().barrier().isBefore(entry.sent())
                && entry.versions().hold(session.engine().tables());
    }

    /** What changes with the tables this JVM writes, so that not each of its writes may have changed anything. */
    private static void learnTables(StatementCall call, Plan plan) {
        Statement statement = call.statement();
        ConnectionSession session = call.session();
        if (statement != null
                && session.clock().judgeBy(new KnownTables(TableCatalog.OF_DATABASE)) instanceof KnownTables known) {
            try {
                Connection connection = statement.getConnection();
                known.read(connection, session, KnownTables.Names.of(plan.shape()));
            } catch (SQLException closed) {
                // Then each write may have changed anything, as before.
            }
        }
    }

    @Override
    void landed(StatementCall call, Search sought) {
        if (sought instanceof Search.Timed timed) {
            landed(call, timed);
        }
    }

    private void landed(StatementCall call, Search.Timed timed) {
        try {
            long kept = call.failure() == null && call.elsewhere() == null ? keep(call, timed) : 0;
            timed.by().seen(timed.key().query(), kept, call.endNanos());
        } finally {
            Flights.Flight mine = timed.flight();
            if (mine != null) {
                flights.land(mine, null);
            }
        }
    }

    /** The number of the entry; 0 if there is none. */
    private long keep(StatementCall call, Search.Timed timed) {
        Flights.Flight mine = timed.flight();
        try {
            Rows rows = timed.versions() == null && mine == null ? null : keeping.rows(call);
            if (rows == null) {
                if (mine != null) {
                    flights.landInVain(mine);
                }
                return 0;
            }
            long nanos = call.endNanos() - timed.sent();
            timed.plan().took(nanos);
            long number = kept(call, timed, rows, nanos);
            if (mine != null) {
                Object tables = timed.ruling().tables();
                flights.land(mine, new Flights.Landing(rows, tables, number, timed.sent(), call.endNanos(), nanos));
            }
            return number;
        } catch (SQLException closed) {
            // Somebody has closed the statement in the meantime: there is nothing to keep.
            return 0;
        }
    }

    private long kept(StatementCall call, Search.Timed timed, Rows rows, long nanos) {
        Versions versions = timed.versions();
        if (versions == null || !versions.hold(call.session().engine().tables())) {
            return 0;
        }
        Entry entry = Entry.of(rows, versions, timed.ruling().tables(), timed.sent(), call.endNanos(), nanos);
        store.put(timed.key(), entry);
        timed.plan().benefit().kept(rows.bytes());
        return entry.number();
    }

    /** Forgets everything. */
    @Override
    public void close() {
        store.clear();
    }
}
