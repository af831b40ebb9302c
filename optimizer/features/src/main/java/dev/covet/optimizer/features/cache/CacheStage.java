package dev.covet.optimizer.features.cache;

import dev.covet.optimizer.catalog.KnownSuspects;
import dev.covet.optimizer.catalog.Suspects;
import dev.covet.optimizer.engine.BoundKey;
import dev.covet.optimizer.engine.ConnectionSession;
import dev.covet.optimizer.engine.Engine;
import dev.covet.optimizer.engine.Rows;
import dev.covet.optimizer.engine.StatementCall;
import dev.covet.optimizer.engine.TableClock;
import dev.covet.optimizer.engine.Verdict;
import dev.covet.optimizer.engine.signal.CacheViolationSignal;
import dev.covet.optimizer.features.cache.relay.Epoch;
import dev.covet.optimizer.features.cache.relay.Relay;
import dev.covet.optimizer.features.cache.relay.RelayListener;
import dev.covet.optimizer.features.cache.relay.Ruling;
import dev.covet.optimizer.features.cache.rules.Wish;
import dev.covet.optimizer.features.cache.shared.SharedListener;
import dev.covet.optimizer.features.cache.store.CacheKey;
import dev.covet.optimizer.features.cache.store.Entry;
import dev.covet.optimizer.features.cache.store.Form;
import dev.covet.optimizer.features.cache.store.Keeping;
import dev.covet.optimizer.features.cache.store.Store;
import dev.covet.optimizer.features.cache.store.Versions;
import dev.covet.optimizer.features.cache.warm.WarmUpListener;
import dev.covet.optimizer.sql.SqlText;
import java.sql.SQLException;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Answers a query with rows that the database has given before, as long as nobody has changed its tables. */
public final class CacheStage extends QueryStage {
    private static final long SHORTEST_WAIT = TimeUnit.MILLISECONDS.toNanos(2);
    private static final long LONGEST_WAIT = TimeUnit.MILLISECONDS.toNanos(50);
    private static final int SOMETIMES = 16;

    private final CacheSettings settings;
    private final Keeping keeping;
    private final Store store;
    private final Databases databases;
    private final KnownSuspects elsewhere = new KnownSuspects();
    private final Sharing sharing;
    private final Samples samples;
    private final RelayListener listener;
    private final @Nullable WarmUp warmUp;
    private final Taking taking;
    private final long staleness;
    private final SizeTelling size = new SizeTelling();

    public CacheStage(CacheSettings settings, RelayListener listener) {
        this(settings, listener, SharedListener.NONE, WarmUpListener.NONE);
    }

    /**
     * An empty one.
     *
     * @param listener is told how following changes fares
     * @param shared is told how the shared tier fares
     * @param warm is told how warming up fares
     */
    public CacheStage(CacheSettings settings, RelayListener listener, SharedListener shared, WarmUpListener warm) {
        this(settings, listener, shared, warm, Taking.ASKED_LATER);
    }

    /** With another idea of which answers may be taken by those who wait for them. */
    public CacheStage(
            CacheSettings settings, RelayListener listener, SharedListener shared, WarmUpListener warm, Taking taking) {
        super(settings, listener);
        this.taking = taking;
        this.warmUp = settings.warmUp().isEmpty() ? null : WarmUp.of(settings, warm);
        this.sharing = new Sharing(settings, shared);
        this.settings = settings;
        this.keeping = new Keeping(settings.mostRows(), settings.mostResultBytes());
        this.store = new Store(settings.mostBytes());
        this.databases = new Databases(settings, listener, this::forget);
        this.staleness = settings.staleness().toNanos();
        this.samples = new Samples(settings.verifiedOneIn(), staleness, ThreadLocalRandom::current);
        this.listener = listener;
    }

    @Override
    @Nullable Suspects suspects(StatementCall call, Plan plan) {
        ConnectionSession session = call.session();
        Suspects usual = databases.suspects(session);
        return usual == null || !Databases.isElsewhere(session) ? usual : elsewhere(call, plan);
    }

    private Suspects elsewhere(StatementCall call, Plan plan) {
        if (elsewhere.areOld(call.session())) {
            elsewhere.look(call, plan.shape());
        }
        return elsewhere.ofKept(call.session());
    }

    @Override
    Verdict sought(StatementCall call, Plan plan, SessionMemory memory) {
        Verdict verdict = looked(call, plan, memory);
        if (call.session().ours()) {
            memory.outcome(verdict instanceof Verdict.Answer ? "there" : call.cached());
            if (call.sought() instanceof Search.Missed missed) {
                memory.binary(missed.key().form().binary());
            }
            // It is nobody's hit.
            call.saves(0);
            call.cached(call.cached().equals("miss") ? "warmed" : "");
        }
        return verdict;
    }

    private Verdict looked(StatementCall call, Plan plan, SessionMemory memory) {
        ConnectionSession session = call.session();
        String own = ofText(call, plan).off() ? "excepted" : Circumstances.reason(session);
        Relay relay = own.isEmpty() ? databases.relay(session) : null;
        if (relay == null) {
            return bypass(call, own.isEmpty() ? "unfollowed" : own);
        }
        distrustProven(session);
        if (relay.isDistrusted()) {
            return bypass(call, "distrusted");
        }
        relay.use(call.startNanos());
        Epoch epoch = relay.epoch();
        if (epoch == null || epoch.schema() != session.clock().schema()) {
            relay.source(session.changeSource());
            return bypass(call, "unfollowed");
        }
        follows(session, relay);
        BoundKey values = call.values();
        if (values == null || Moving.isIn(values)) {
            return bypass(call, "values");
        }
        Ruling ruling = plan.ruling(epoch);
        if (ruling == null || !ruling.allowed()) {
            return bypass(call, ruling == null ? unjudged(call, plan, relay, epoch) : "ruled out");
        }
        Wish wish = wish(call, plan);
        if (wish.off()) {
            return bypass(call, "excepted");
        }
        Form form = Form.of(call);
        Identity identity = form == null ? null : memory.identity(call, epoch);
        String reason = form == null ? "form" : against(session, identity, memory, epoch);
        if (form == null || identity == null || !reason.isEmpty()) {
            return bypass(call, reason);
        }
        CacheKey key = new CacheKey(identity, call.text().sql(), values, form);
        Search.Missed search = new Search.Missed(key, plan, relay, epoch, memory.sightings(), wish.ttl());
        return answered(call, search, ruling);
    }

    private void follows(ConnectionSession session, Relay relay) {
        if (warmUp != null) {
            warmUp.follows(session, relay);
        }
    }

    /** What keeps the session from being answered; empty if nothing does. */
    private static String against(
            ConnectionSession session, @Nullable Identity identity, SessionMemory memory, Epoch epoch) {
        if (identity == null) {
            return "session";
        }
        return memory.hasRightsOf(epoch) ? Circumstances.reason(session, identity, epoch.server()) : "changing";
    }

    /** Before anything else is answered. */
    private void distrustProven(ConnectionSession session) {
        Samples.Doubt wrong = samples.proven(session.engine().tables());
        if (wrong != null && wrong.search().relay().distrust()) {
            store.clear();
            SqlText query = wrong.search().plan().text();
            listener.violated(query);
            session.engine().bus().post(new CacheViolationSignal(query));
        }
    }

    private static String unjudged(StatementCall call, Plan plan, Relay relay, Epoch epoch) {
        if (plan.isToBeJudged(epoch, call.prepared()) && !relay.judge(plan)) {
            plan.notJudged();
        }
        return "unjudged";
    }

    private Verdict answered(StatementCall call, Search.Missed search, Ruling ruling) {
        call.seek(search);
        Verdict known = known(call, search);
        if (known != null) {
            return known;
        }
        boolean ours = call.session().ours();
        if (!ours && !settings.keepsAll() && !search.plan().benefit().mayKeep()) {
            return bypass(call, "not paying");
        }
        if (ours || isQuicker(call, search)) {
            // The application never waits for what nobody has asked for yet, nor for longer than its own question
            // takes.
            return unknown(call, search, ruling, null);
        }
        return together(call, search.key(), search.plan().nanos(), new Wanting() {
            @Override
            public Verdict ask(Flights.@Nullable Flight mine) {
                return unknown(call, search, ruling, mine);
            }

            @Override
            public @Nullable Verdict given(Flights.@Nullable Landing landing) {
                Verdict taken = taken(call, search, landing);
                return taken == null ? known(call, search) : taken;
            }
        });
    }

    /** Whether the answer that is there could only be given after a question that takes longer than the query. */
    private boolean isQuicker(StatementCall call, Search.Missed search) {
        return settings.level() == CacheSettings.Level.STRICT
                && store.get(search.key()) != null
                && !isWorthAsking(search.relay().sinceTakes(), search.plan().nanos(), call);
    }

    /** What the database has just told somebody else; null if it may not be taken for one's own. */
    @SuppressWarnings("ReferenceEquality") // each epoch is another one
    private @Nullable Verdict taken(StatementCall call, Search.Missed search, Flights.@Nullable Landing landing) {
        if (landing == null
                || landing.epoch() != search.epoch()
                || settings.verifiedOneIn() == 1
                || !isOwn(taking, call, search, landing.sent())) {
            return null;
        }
        search.plan().benefit().given(landing.nanos());
        return hit(call, search, landing);
    }

    /** Whether what was asked for then is an answer to this call, whatever is told of rows. */
    @SuppressWarnings("ReferenceEquality") // each epoch is another one
    private boolean isOwn(Taking rule, StatementCall call, Search.Missed search, long sent) {
        return rule.may(call.startNanos(), sent)
                && search.epoch().isDefinedWithin(staleness, call.startNanos())
                && search.relay().epoch() == search.epoch();
    }

    private Verdict unknown(StatementCall call, Search.Missed search, Ruling ruling, Flights.@Nullable Flight mine) {
        // Who leads may have looked before the last one landed.
        Verdict known = known(call, search);
        boolean late = store.get(search.key()) != null;
        Sharing.Wish wish =
                known == null && mine != null && !late && search.ttl() == 0 ? sharing.wish(call, search, ruling) : null;
        known = wish == null ? known : shared(call, search, ruling, wish);
        if (known == null && wish != null && call.cancellation().wanted()) {
            known = cancelled(call);
        }
        if (known == null) {
            return missed(call, search, ruling, wish, mine);
        }
        if (mine != null) {
            flights.land(mine, null);
        }
        return known;
    }

    /** The database is asked, and its answer may be kept. */
    private Verdict missed(
            StatementCall call,
            Search.Missed search,
            Ruling ruling,
            Sharing.@Nullable Wish known,
            Flights.@Nullable Flight mine) {
        Engine engine = call.session().engine();
        long sent = engine.nanoTime();
        // How far all is told is read before the versions are.
        Sharing.Wish wish = known == null ? null : known.renewed(search.epoch());
        Versions versions = Versions.of(ruling.tables(), engine.tables());
        if (known != null && (wish == null || versions == null)) {
            sharing.release(known, search.plan().nanos());
        }
        if (versions != null || mine != null) {
            call.seek(search.with(versions, mine, sent).sharing(versions == null ? null : wish));
        }
        if (versions == null) {
            return bypass(call, "changing");
        }
        return bypass(call, store.get(search.key()) == null ? "miss" : "late");
    }

    /** What another JVM's answer makes of it; null if there is none that may be given. */
    private @Nullable Verdict shared(StatementCall call, Search.Missed search, Ruling ruling, Sharing.Wish wish) {
        Entry entry = sharing.find(
                call, search, ruling, wish, SessionMemory.patience(call).left(call));
        if (entry == null
                || !keeping.isSmall(entry.rows())
                || !isCurrent(call, search, entry)
                || !holds(entry, search.epoch(), call.session().engine().tables())) {
            return null;
        }
        search.plan().took(entry.nanos());
        store.put(search.key(), entry);
        Verdict answer = given(call, search, entry);
        if (answer instanceof Verdict.Answer) {
            call.cached("shared hit");
        }
        return answer;
    }

    /** What to do with the answer that is there; null if there is none that may be given now. */
    private @Nullable Verdict known(StatementCall call, Search.Missed search) {
        TableClock clock = call.session().engine().tables();
        Entry entry = store.get(search.key());
        if (entry == null) {
            return null;
        }
        boolean over = search.ttl() != 0 && entry.isOlderThan(search.ttl(), call.startNanos());
        if (over || !holds(entry, search.epoch(), clock)) {
            store.drop(search.key(), entry);
            return null;
        }
        if (isOwn(Taking.ASKED_LATER, call, search, entry.sent())
                || (isCurrent(call, search, entry) && holds(entry, search.epoch(), clock))) {
            return given(call, search, entry);
        }
        // A newer answer takes the place of the one that is there: the session may be given that, and no older one.
        search.relay().hurry();
        return null;
    }

    private Verdict given(StatementCall call, Search.Missed search, Entry entry) {
        if (call.session().ours()) {
            call.cached("hit");
            return new Verdict.Answer(entry.rows());
        }
        search.plan().benefit().given(entry.nanos());
        Versions versions = samples.isWanted(search, entry, call.startNanos())
                ? entry.versions().renewed(call.session().engine().tables())
                : null;
        if (versions != null) {
            call.seek(search.expecting(entry, versions, call.session().engine().nanoTime()));
            call.stay();
            return bypass(call, "compared");
        }
        return hit(call, search, Flights.Landing.of(entry));
    }

    private Verdict hit(StatementCall call, Search.Missed search, Flights.Landing answer) {
        call.cached("hit");
        call.saves(answer.nanos());
        if (warmUp != null) {
            warmUp.given(call.session(), search.key(), answer.nanos());
        }
        search.by().seen(search.key().query(), answer.number(), answer.answered());
        return new Verdict.Answer(answer.rows());
    }

    @SuppressWarnings("ReferenceEquality") // each epoch is another one
    private static boolean holds(Entry entry, Epoch epoch, TableClock clock) {
        return entry.epoch() == epoch && entry.versions().hold(clock);
    }

    /**
     * Whether all is counted that could be seen not long ago, or now, that this JVM was told it has changed itself, and that
     * this session has seen. What was told of and has no tables ends the epoch instead, so that is looked at last.
     */
    @SuppressWarnings("ReferenceEquality") // each epoch is another one
    private boolean isCurrent(StatementCall call, Search.Missed search, Entry entry) {
        Epoch epoch = search.epoch();
        OptionalLong told = epoch.isWithin(staleness, call.startNanos()) ? told(call, search) : OptionalLong.empty();
        return told.isPresent()
                && search.relay().epoch() == epoch
                && call.session().clock().barrier().isBefore(told.getAsLong())
                && search.by().allow(search.key().query(), entry.number(), entry.sent(), told.getAsLong());
    }

    /** The last moment of which all is told; empty if that may not be enough. */
    private OptionalLong told(StatementCall call, Search.Missed search) {
        if (settings.level() == CacheSettings.Level.BOUNDED) {
            return OptionalLong.of(search.epoch().complete());
        }
        long usual = search.plan().nanos();
        return isWorthAsking(search.relay().sinceTakes(), usual, call)
                ? search.relay().since(call.startNanos(), Math.max(SHORTEST_WAIT, Math.min(usual, LONGEST_WAIT)))
                : OptionalLong.empty();
    }

    /** Not if the query itself takes no longer; but now and then, as that may have changed. */
    private static boolean isWorthAsking(long takes, long query, StatementCall call) {
        return takes <= query || call.startNanos() % SOMETIMES == 0;
    }

    @Override
    void landed(StatementCall call, Search sought) {
        if (sought instanceof Search.Missed missed) {
            landed(call, missed);
        }
    }

    private void landed(StatementCall call, Search.Missed missed) {
        try {
            // What a replica has answered may be older than what this JVM was told of.
            boolean current = call.elsewhere() == null;
            long kept = current && call.failure() == null ? keep(call, missed) : 0;
            if (current) {
                samples.compare(call, missed);
            }
            missed.by().seen(missed.key().query(), kept, call.endNanos());
            if (call.session().ours() && call.session().ofCache() instanceof SessionMemory memory) {
                memory.outcome(kept == 0 ? "lost" : "there");
            }
            if (kept == 0 && missed.wish() != null) {
                sharing.release(missed.wish(), missed.plan().nanos());
            }
        } finally {
            Flights.Flight mine = missed.flight();
            if (mine != null) {
                flights.land(mine, null);
            }
        }
    }

    /** The number of the entry; 0 if there is none. */
    private long keep(StatementCall call, Search.Missed missed) {
        Flights.Flight mine = missed.flight();
        try {
            Rows rows = missed.versions() == null && mine == null ? null : keeping.rows(call);
            if (rows == null) {
                if (mine != null) {
                    flights.landInVain(mine);
                }
                return 0;
            }
            // Waiting for others' answers is no time of the database.
            long nanos = call.endNanos() - missed.sent();
            missed.plan().took(nanos);
            long number = kept(call, missed, rows, nanos);
            if (mine != null) {
                flights.land(
                        mine, new Flights.Landing(rows, missed.epoch(), number, missed.sent(), call.endNanos(), nanos));
            }
            return number;
        } catch (SQLException closed) {
            // Somebody has closed the statement in the meantime: there is nothing to keep.
            return 0;
        }
    }

    private long kept(StatementCall call, Search.Missed missed, Rows rows, long nanos) {
        Versions versions = missed.versions();
        if (versions == null || !isUnchanged(call, missed, versions)) {
            return 0;
        }
        Entry entry = Entry.of(rows, versions, missed.epoch(), missed.sent(), call.endNanos(), nanos);
        store.put(missed.key(), entry);
        size.tell(call, store);
        if (!call.session().ours()) {
            missed.plan().benefit().kept(rows.bytes());
        }
        Sharing.Wish wish = missed.wish();
        if (wish != null) {
            sharing.offer(wish, entry);
        }
        return entry.number();
    }

    @SuppressWarnings("ReferenceEquality") // each epoch is another one
    private static boolean isUnchanged(StatementCall call, Search.Missed missed, Versions versions) {
        return missed.relay().epoch() == missed.epoch()
                && versions.hold(call.session().engine().tables());
    }

    private void forget() {
        store.dropAllBut(databases.epochs());
    }

    /** Waits until no thread of it runs any more, once it is closed. Returns whether that is so. */
    public boolean isOver(Duration most) throws InterruptedException {
        return databases.isOver(most) && sharing.isOver(most) && (warmUp == null || warmUp.isOver(most));
    }

    /**
     * The JVM ends soon: what the next run is to know is written. Goes on answering.
     *
     * @param most that is waited for it
     */
    public void end(Duration most) throws InterruptedException {
        if (warmUp != null) {
            warmUp.end(most);
        }
    }

    /** Forgets everything and follows no changes any more. */
    @Override
    public void close() {
        if (warmUp != null) {
            warmUp.close();
        }
        databases.close();
        sharing.close();
        store.clear();
    }
}
