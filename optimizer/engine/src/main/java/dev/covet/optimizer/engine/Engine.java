package dev.covet.optimizer.engine;

import dev.covet.optimizer.engine.node.NodeGate;
import dev.covet.optimizer.engine.signal.SignalBus;
import dev.covet.optimizer.engine.signal.TransactionSignal;
import dev.covet.optimizer.sql.Dialect;
import dev.covet.optimizer.sql.SqlTextCache;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What all sessions of one agent, or of one library user, share. */
public final class Engine {
    /** An application with more, or with a user for each connection, shares a clock and facts that are not the same. */
    private static final int MOST_DATABASES = 10_000;

    /** Of further ones nobody knows which statements change one table only: that takes more memory. */
    private static final int MOST_KNOWN = 256;

    private final SqlTextCache texts;
    private final SignalBus bus;
    private final SelfProtection protection;
    private final LongSupplier nanoTime;
    private final Map<String, WriteClock> clocks = new ConcurrentHashMap<>();
    private final Map<String, WriteBarrier> barriers = new ConcurrentHashMap<>();
    private final TableClock tables = new TableClock();
    private final Map<ConnectionFacts, ConnectionFacts> facts = new ConcurrentHashMap<>();
    private volatile NodeGate nodes = new NodeGate();
    private volatile Pipeline pipeline = Pipeline.EMPTY;
    private volatile TraceSource traceSource = TraceSource.NONE;
    private volatile SentText sentText = SentText.AS_GIVEN;
    private volatile boolean parametersWanted;
    private volatile boolean changesWanted;
    private volatile boolean serversWanted;
    private volatile boolean lostCommitsNamed;
    private volatile boolean tracedByOthers;
    private volatile @Nullable StatementWatch statementWatch;
    private volatile BooleanSupplier deaf = () -> false;
    private volatile Supplier<Map<String, Integer>> pairs = Map::of;

    public Engine(SqlTextCache texts, SignalBus bus, SelfProtection protection, LongSupplier nanoTime) {
        this.texts = texts;
        this.bus = bus;
        this.protection = protection;
        this.nanoTime = nanoTime;
    }

    public SqlTextCache texts() {
        return texts;
    }

    public SignalBus bus() {
        return bus;
    }

    public SelfProtection protection() {
        return protection;
    }

    public long nanoTime() {
        return nanoTime.getAsLong();
    }

    /** The same object for equal facts. */
    ConnectionFacts same(ConnectionFacts given) {
        ConnectionFacts known = facts.get(given);
        if (known != null || facts.size() >= MOST_DATABASES) {
            return known == null ? given : known;
        }
        known = facts.putIfAbsent(given, given);
        return known == null ? given : known;
    }

    /** The clock of the database that these facts lead to. */
    WriteClock clock(ConnectionFacts facts) {
        String name = facts.host() + ':' + facts.port() + '/' + facts.database();
        WriteClock there = clocks.get(name);
        if (there != null) {
            return there;
        }
        name = clocks.size() < MOST_DATABASES ? name : "";
        boolean known = clocks.size() < MOST_KNOWN;
        WriteBarrier barrier = barrier(facts);
        return clocks.computeIfAbsent(name, none -> new WriteClock(barrier, known));
    }

    /** Addresses of one server differ; the name of a database does not. On MySQL one connection changes any database. */
    private WriteBarrier barrier(ConnectionFacts facts) {
        boolean apart = facts.dialect() == Dialect.POSTGRESQL
                && (barriers.size() < MOST_DATABASES || barriers.containsKey(facts.database()));
        return barriers.computeIfAbsent(apart ? facts.database() : "", none -> new WriteBarrier(nanoTime));
    }

    /** To be told before a transaction manager decides over a branch of whatever database. */
    public ManagedEnd managedEnd() {
        return new ManagedEnd(clocks.values());
    }

    /** What was committed to single tables of whatever database. */
    public TableClock tables() {
        return tables;
    }

    public Pipeline pipeline() {
        return pipeline;
    }

    /** Takes effect with the next statement of every connection. {@link Pipeline#EMPTY} is the kill switch. */
    public void pipeline(Pipeline changed) {
        pipeline = changed;
    }

    public TraceSource traceSource() {
        return traceSource;
    }

    public void traceSource(TraceSource source) {
        traceSource = source;
    }

    /** Takes effect with the next statement that is executed at once, or prepared. */
    public void sentText(SentText changed) {
        sentText = changed;
    }

    /** Whether some stage wants bound values kept. */
    public boolean parametersWanted() {
        return parametersWanted;
    }

    public void parametersWanted(boolean wanted) {
        parametersWanted = wanted;
    }

    /** Whether some stage wants to follow the changes of databases. */
    public boolean changesWanted() {
        return changesWanted;
    }

    /** Takes effect with the next connection that is opened: to follow them takes its password. */
    public void changesWanted(boolean wanted) {
        changesWanted = wanted;
    }

    /** Who looks after statements; null if nobody does. */
    public @Nullable StatementWatch statementWatch() {
        return statementWatch;
    }

    /** Takes effect with the next statement that is made. */
    public void statementWatch(@Nullable StatementWatch wanted) {
        statementWatch = wanted;
    }

    /** Whether some stage wants to ask other servers. */
    public boolean serversWanted() {
        return serversWanted;
    }

    /** Takes effect with the next connection that is opened: to reach them takes its password. */
    public void serversWanted(boolean wanted) {
        serversWanted = wanted;
    }

    /** Whether the application gets an exception of its own when the answer to a commit is lost. */
    public boolean lostCommitsNamed() {
        return lostCommitsNamed;
    }

    public void lostCommitsNamed(boolean named) {
        lostCommitsNamed = named;
    }

    /** Whether another agent traces statements at the driver. */
    public boolean tracedByOthers() {
        return tracedByOthers;
    }

    public void tracedByOthers(boolean traced) {
        tracedByOthers = traced;
    }

    /** Whether answers of other services that {@link Fence} should be told of may go unnoticed. */
    public boolean isDeaf() {
        return deaf.getAsBoolean();
    }

    public void deaf(BooleanSupplier changed) {
        deaf = changed;
    }

    /** The servers that connections lead to. */
    public NodeGate nodes() {
        return nodes;
    }

    public void nodes(NodeGate shared) {
        nodes = shared;
    }

    /** How many pairs of queries the prefetch knows, by their state; for whoever reads metrics. */
    public Map<String, Integer> pairs() {
        return pairs.get();
    }

    public void pairs(Supplier<Map<String, Integer>> byState) {
        pairs = byState;
    }

    /** What to prepare for this text. Never throws; what is no text stays none. */
    public String sent(ConnectionSession session, String sql) {
        SentText sent = sentText;
        if (sent == SentText.AS_GIVEN || sql == null || tracing().isOpen()) {
            return sql;
        }
        try {
            return sent.prepared(session, sql);
        } catch (Throwable error) {
            tracing().failed(error);
            return sql;
        }
    }

    /** What to execute for this text, if there is one. Never throws. */
    public @Nullable String sent(StatementCall call, @Nullable String sql) {
        SentText sent = sentText;
        if (sent == SentText.AS_GIVEN || sql == null || tracing().isOpen()) {
            return sql;
        }
        try {
            return sent.executed(call, sql);
        } catch (Throwable error) {
            tracing().failed(error);
            return sql;
        }
    }

    private StageGuard tracing() {
        return protection.guard("trace");
    }

    void transaction(
            ConnectionSession session, TransactionSignal.Step step, long startNanos, @Nullable Throwable failure) {
        if (pipeline.isEmpty()) {
            return;
        }
        try {
            TraceSource source = traceSource;
            Object context = source.current();
            TransactionSignal signal = new TransactionSignal(
                    session,
                    step,
                    startNanos,
                    nanoTime(),
                    failure,
                    UnitOfWork.current(),
                    context,
                    source.sampled(context));
            source.transaction(signal);
            bus.post(signal);
        } catch (Throwable error) {
            tracing().failed(error);
        }
    }
}
