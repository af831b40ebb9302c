package dev.covet.optimizer.engine;

import dev.covet.optimizer.engine.signal.TransactionSignal;
import dev.covet.optimizer.sql.SqlText;
import dev.covet.optimizer.sql.StatementKind;
import dev.covet.optimizer.sql.TransactionVerb;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** What belongs to one physical connection for its whole life. */
public final class ConnectionSession extends ConnectionOrigin {
    /** Of so many statements one is measured; a power of two. */
    private static final int MEASURED = 64;

    private final Engine engine;
    private final ConnectionFacts facts;
    private final TransactionState transaction = new TransactionState();
    private final SessionState state = new SessionState();
    private final SessionPlace place = new SessionPlace();
    private final WriteClock clock;
    private long changes;
    private final OwnTables tables = new OwnTables();

    /** Whether its transaction has changed tables, views or functions. */
    private boolean definesTables;
    /** Counts what may have changed settings or rights of the session. */
    private long settings;
    /** Whether the open transaction may have, which its end can take back. */
    private boolean settingsOpen;

    private @Nullable Object ofCache;
    private @Nullable Object ofRoute;
    private long seen = LastTime.NEVER;
    private final StandInUnit standIn;
    private @Nullable StatementCall awaiting;
    private Pipeline awaitingStages = Pipeline.EMPTY;
    private int executions = ThreadLocalRandom.current().nextInt(MEASURED);

    public ConnectionSession(Engine engine, ConnectionFacts facts) {
        this.engine = engine;
        this.standIn = new StandInUnit(engine);
        this.facts = engine.same(facts);
        this.clock = engine.clock(facts);
    }

    public Engine engine() {
        return engine;
    }

    public ConnectionFacts facts() {
        return facts;
    }

    public TransactionState transaction() {
        return transaction;
    }

    public SessionState state() {
        return state;
    }

    public SessionPlace place() {
        return place;
    }

    /** What this JVM may have changed in its database. */
    public WriteClock clock() {
        return clock;
    }

    /**
     * Counts what may change what a query on this connection answers: its own writes, steps of its transactions, and
     * whatever is set. Belongs to the thread that uses the connection.
     */
    public long changes() {
        return changes;
    }

    /** Something of that kind is about to happen, or has happened. */
    public void changed() {
        changes++;
    }

    /** The same, and rights or settings of the session may be others than before. */
    public void settingsChanged() {
        changes++;
        settings++;
    }

    /** The same number twice: nothing has changed settings or rights of the session in between. */
    public long settings() {
        return settings;
    }

    /** A transaction manager takes over what the session does, or lets go of it: it is decided elsewhere. */
    public void distributed(boolean on) {
        settingsChanged();
        transaction.distributed(on);
    }

    private void settingsOf(SqlText text, int table) {
        if (table == TableClock.ANY && text.transaction() == TransactionVerb.NONE) {
            settings++;
            settingsOpen = true;
        }
    }

    /**
     * What the cache knows of the session; null if nothing. Belongs to the thread that uses the connection. A
     * {@link SessionEnd} is told of the ends of transactions, and of the connection's return to its pool.
     */
    public @Nullable Object ofCache() {
        return ofCache;
    }

    public void ofCache(@Nullable Object kept) {
        ofCache = kept;
    }

    /** The same of the routing. */
    public @Nullable Object ofRoute() {
        return ofRoute;
    }

    public void ofRoute(@Nullable Object kept) {
        ofRoute = kept;
    }

    /** Counts its own writes that have changed a single table each, and that {@link #changes} leaves out. */
    public long tableChanges() {
        return tables.changes();
    }

    /** The same number twice: this connection has not changed that table in between, unless {@link #changes} says so. */
    public long tableChanges(int table) {
        return tables.changes(table);
    }

    private void changed(int table) {
        if (table == TableClock.ANY) {
            changes++;
        } else {
            tables.changed(table);
        }
    }

    private int table(SqlText text, boolean alone) {
        TableJudge judge = clock.judge();
        // What its own transaction has defined nobody else can see.
        if (judge == null || !alone || definesTables || state.opaque()) {
            return TableClock.ANY;
        }
        return judge.table(this, text);
    }

    /**
     * To be told before a statement. Returns whether a transaction began with it.
     *
     * @param reads whether it only reads; a batch does not, whatever the first of its texts is
     * @param alone whether nothing but this text is executed, once or with several sets of values
     */
    public boolean executing(SqlText text, boolean reads, boolean alone) {
        if (reads) {
            return transaction.executing(text, TableClock.ANY);
        }
        int table = table(text, alone);
        changed(table);
        return transaction.executing(text, table);
    }

    /**
     * To be told after {@link #executing}, before the statement is sent: whether others may see changes because of it. What is
     * returned is to be given to {@link #answered} after the statement; null if nobody sees anything new.
     */
    public @Nullable OpenWrite sending(SqlText text, boolean reads, boolean alone) {
        if (commitsUnseen(text)) {
            return open(TableClock.ANY, true);
        }
        if (reads || !(transaction.wroteRows() || Effects.mayWrite(text))) {
            return null;
        }
        if (!Effects.ends(text) && transaction.active() && !mayCommit(text)) {
            return null;
        }
        boolean single = Effects.mayWrite(text);
        return open(single ? table(text, alone) : TableClock.ANY, single);
    }

    /** Something is about to be sent of which nobody knows what it is; to be given to {@link #answeredUnknown}. */
    public OpenWrite sendingUnknown() {
        settingsChanged();
        return OpenWrite.ofAny(engine.tables(), clock.barrier());
    }

    /** It is answered, or its answer was lost. */
    public void answeredUnknown(@Nullable OpenWrite write) {
        settingsChanged();
        transaction.rowWritten();
        clock.committed();
        answered(write);
    }

    /** The same before the open transaction is ended by a call. */
    public @Nullable OpenWrite ending() {
        return transaction.wroteRows() || state.opaque() ? open(TableClock.ANY, false) : null;
    }

    /** The same before a call commits, which may be a transaction that began where nobody here saw it. */
    public @Nullable OpenWrite committing() {
        return isUnseen() ? open(TableClock.ANY, true) : ending();
    }

    private boolean isUnseen() {
        return transaction.autoCommit() && !transaction.active();
    }

    private boolean commitsUnseen(SqlText text) {
        return text.transaction() == TransactionVerb.COMMIT && isUnseen();
    }

    /** The same before a row is written by the result of a query. */
    public @Nullable OpenWrite sendingRow() {
        return transaction.active() ? null : open(TableClock.ANY, true);
    }

    private OpenWrite open(int table, boolean single) {
        WrittenTables written = transaction.written();
        boolean any = written.any() || state.opaque() || (single && table == TableClock.ANY);
        return any
                ? OpenWrite.ofAny(engine.tables(), clock.barrier())
                : OpenWrite.of(engine.tables(), written.numbers(), table);
    }

    /** What was sent is answered, or its answer was lost. */
    public void answered(@Nullable OpenWrite write) {
        if (write != null) {
            write.answered();
            wrote();
        }
    }

    /** A call was answered with rows that were kept. What was fetched for its unit was seen when it was fetched. */
    public void served(StatementCall call) {
        if (engine.serversWanted() && !call.cached().isEmpty()) {
            sees(call.work(), engine.nanoTime());
        }
    }

    /** The same as {@link UnitOfWork#seen}, since it was borrowed. Belongs to the thread that uses the connection. */
    public long seen() {
        return seen;
    }

    private void sees(UnitOfWork work, long now) {
        seen = LastTime.later(seen, now);
        work.sees(now);
    }

    /** Others may see what was sent, from now on at the latest. */
    private void wrote() {
        if (engine.serversWanted()) {
            long now = engine.nanoTime();
            clock.wrote(now);
            seen = LastTime.later(seen, now);
            work().wrote(now);
        }
    }

    /** What was written may have been written at another server, which this one has followed until it took over. */
    public void tookOver() {
        if (engine.serversWanted()) {
            clock.tookOver(engine.nanoTime());
        }
        wrote();
    }

    /** Rows are written, or have been, by the result of a query. */
    public void rowWritten() {
        changes++;
        transaction.rowWritten();
        if (!transaction.active()) {
            clock.committed();
        }
    }

    /** To be told after a statement, also one that failed. Never throws. */
    public void executed(SqlText text, boolean reads, boolean alone, boolean accepted) {
        if (!accepted) {
            transaction.refused();
        }
        if (!reads) {
            int table = accepted ? table(text, alone) : TableClock.ANY;
            changed(table);
            settingsOf(text, table);
            if (text.onlyReads() || (table == TableClock.ANY && text.mayWrite())) {
                transaction.wrote(text);
            }
            if (commitsUnseen(text)) {
                clock.committed();
            }
            boolean wrote = transaction.wrote() || Effects.mayWrite(text);
            if (wrote && ((accepted && Effects.ends(text)) || !transaction.active() || mayCommit(text))) {
                committed(text, table);
            }
            if (accepted) {
                transaction.executed(text);
                state.executed(text, !transaction.active());
            }
            settingsEnd();
            if (text.transaction() == TransactionVerb.BEGIN) {
                transaction.isolationUnknown();
            } else if (mayChangeIsolation(text)) {
                transaction.isolationUnknownFromNow();
            }
            schemaOf(text);
        }
    }

    private static boolean mayChangeIsolation(SqlText text) {
        boolean sets = text.kind() == StatementKind.SET || text.changesSession();
        return text.transaction() == TransactionVerb.SET_TRANSACTION || (sets && !SessionSettings.isOneMirrored(text));
    }

    private void committed(SqlText text, int table) {
        boolean single = Effects.mayWrite(text);
        if ((single && table == TableClock.ANY) || transaction.written().any() || state.opaque()) {
            clock.committed();
            return;
        }
        clock.tablesCommitted();
        transaction.written().commitTo(engine.tables());
        if (single) {
            engine.tables().committed(table);
        }
    }

    private void schemaOf(SqlText text) {
        StatementKind kind = text.kind();
        definesTables |= (kind == StatementKind.DDL && !text.empties()) || kind == StatementKind.MULTIPLE;
        if (definesTables) {
            clock.schemaChanged();
            definesTables = transaction.active();
        }
    }

    private boolean mayCommit(SqlText text) {
        return Effects.mayCommit(text, facts.dialect());
    }

    private void settingsEnd() {
        if (settingsOpen && !transaction.active()) {
            settingsOpen = false;
            settings++;
        }
    }

    /** A transaction has ended, or may have. */
    public void ended(boolean mayHaveWritten) {
        changes++;
        letGo();
        if (settingsOpen) {
            settingsOpen = false;
            settings++;
        }
        if (mayHaveWritten) {
            // What the driver's own interface has written is not among the tables.
            if (transaction.wrote() && !transaction.written().any() && !state.opaque()) {
                clock.tablesCommitted();
                transaction.written().commitTo(engine.tables());
            } else {
                clock.committed();
            }
        }
        if (definesTables) {
            definesTables = false;
            clock.schemaChanged();
        }
    }

    public Pipeline pipeline() {
        return engine.pipeline();
    }

    /**
     * A call that changed rows, which will be told how many if the application asks. It is kept open until then, but not
     * beyond the next thing that happens on the connection.
     */
    public void awaitCount(StatementCall call, Pipeline stages) {
        movedOn();
        awaitingStages = stages;
        awaiting = call;
    }

    /** Whether this call still waits to be told its count. */
    public boolean isAwaitingCount(StatementCall call) {
        return awaiting == call;
    }

    /** This call no longer waits: its count, or its rows, have been asked for. */
    public void counted(StatementCall call) {
        if (awaiting == call) {
            awaiting = null;
        }
    }

    /** The application does something else on this connection. Never throws. */
    public void movedOn() {
        StatementCall call = awaiting;
        if (call != null) {
            awaiting = null;
            awaitingStages.end(call);
        }
    }

    /** The unit of this thread, else one that stands in for it. Belongs to the thread that uses the connection. */
    UnitOfWork work() {
        UnitOfWork current = UnitOfWork.current();
        return current == null ? standIn.of(transaction) : current;
    }

    /** The pool lends the connection anew: what comes next belongs to something else. */
    public void released() {
        movedOn();
        letGo();
        seen = LastTime.NEVER;
        if (ofRoute instanceof SessionEnd kept) {
            kept.released();
        }
        standIn.end();
    }

    private void letGo() {
        if (ofCache instanceof SessionEnd kept) {
            kept.letGo();
        }
        if (ofRoute instanceof SessionEnd kept) {
            kept.letGo();
        }
    }

    /** Whether to measure what the next statement costs. Belongs to the thread that uses the connection. */
    public boolean measuresNext() {
        return (++executions & (MEASURED - 1)) == 0;
    }

    /** Facts about a text; never throws. */
    public SqlText text(String sql) {
        return engine.texts().of(sql, facts.dialect());
    }

    /** Posts a step of the transaction. Never throws. */
    public void post(TransactionSignal.Step step, long startNanos, @Nullable Throwable failure) {
        movedOn();
        engine.transaction(this, step, startNanos, failure);
    }
}
