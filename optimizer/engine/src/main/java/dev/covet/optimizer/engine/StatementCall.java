package dev.covet.optimizer.engine;

import dev.covet.optimizer.engine.signal.Signal;
import dev.covet.optimizer.sql.SqlText;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * One execution of a statement: what is asked, where, and how it went. Made for each execution and the only thing made,
 * so it is also the signal that consumers get when it has ended. The thread that executes writes it; others read it
 * after they got it from the bus.
 */
public final class StatementCall implements Signal {
    public static final long UNKNOWN = -1;
    private static final Parameters NO_PARAMETERS = new Parameters();
    private static final VarHandle ENDED;

    static {
        try {
            ENDED = MethodHandles.lookup().findVarHandle(StatementCall.class, "ended", boolean.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private final ConnectionSession session;
    private final SqlText text;
    private final ExecutionKind kind;
    private final boolean prepared;
    private final long startNanos;
    private final UnitOfWork work;
    private final @Nullable String catalog;
    private final @Nullable String schema;

    private int batchSize = (int) UNKNOWN;
    private boolean batchMixed;
    private boolean wantsKeys;
    private @Nullable Parameters parameters;

    private long endNanos;
    private long updateCount = UNKNOWN;
    private long rows = UNKNOWN;
    private long fetchNanos;
    private @Nullable Throwable failure;

    private @Nullable Object traceContext;
    private @Nullable Object announced;
    private boolean sampled;

    private @Nullable Statement statement;
    private Cancellation cancellation = Cancellation.NONE;
    private @Nullable ResultSet result;
    private @Nullable OpenWrite writing;
    private boolean alone = true;
    private @Nullable Object noted;
    private @Nullable Object sought;
    private String cached = "";
    private @Nullable Routed routed;
    private long savedNanos;
    private boolean ours;
    private boolean ownTimeout;
    private boolean limited;
    private boolean served;
    private String origin = "";

    /** How many stages were asked. */
    byte entered;

    private boolean ended;

    public StatementCall(
            ConnectionSession session, SqlText text, ExecutionKind kind, boolean prepared, long startNanos) {
        this.session = session;
        this.text = text;
        this.kind = kind;
        this.prepared = prepared;
        this.startNanos = startNanos;
        this.work = session.work();
        SessionState state = session.state();
        this.catalog = state.catalog();
        this.schema = state.schemaUnknown() ? "" : state.schema();
    }

    public ConnectionSession session() {
        return session;
    }

    public SqlText text() {
        return text;
    }

    public ExecutionKind kind() {
        return kind;
    }

    /** Whether the text was given before, and the parameters apart. */
    public boolean prepared() {
        return prepared;
    }

    /** The driver's own statement, null if nobody has said. Only until the call has ended, on its thread. */
    public @Nullable Statement statement() {
        return statement;
    }

    /** The statement, and how others cancel it. */
    public void on(Statement physical, Cancellation by) {
        statement = physical;
        cancellation = by;
    }

    public Cancellation cancellation() {
        return cancellation;
    }

    /** The rows of the answer, if the driver has them all in memory. Only in {@link Stage#exit}. */
    public @Nullable Rows answer() throws SQLException {
        ResultSet made = physicalResult();
        return made == null ? null : session.rows().of(made);
    }

    /** The driver's result, if there is one. Only until the call has ended, on its thread. */
    public @Nullable ResultSet physicalResult() throws SQLException {
        ResultSet made = result;
        if (made == null && failure == null && kind == ExecutionKind.EXECUTE && statement != null) {
            made = session.rows().result(statement);
            result = made;
        }
        return made;
    }

    public void answered(ResultSet physical) {
        result = physical;
    }

    /** What others may see because of it until it is answered; null if nothing. */
    public @Nullable OpenWrite writing() {
        return writing;
    }

    /** Whether all that it sends is of its text. */
    public boolean alone() {
        return alone;
    }

    /** To be said once, before it is sent. */
    public void sends(@Nullable OpenWrite open, boolean onlyText) {
        writing = open;
        alone = onlyText;
    }

    /** What the prefetch stage remembers from entry to exit. */
    public @Nullable Object noted() {
        return noted;
    }

    public void note(@Nullable Object attempt) {
        noted = attempt;
    }

    /** What the cache stage remembers from entry to exit. */
    public @Nullable Object sought() {
        return sought;
    }

    public void seek(@Nullable Object attempt) {
        sought = attempt;
    }

    /** What the cache did: {@code hit}, {@code miss}, or why it was not asked; empty if that is of no interest. */
    public String cached() {
        return cached;
    }

    public void cached(String outcome) {
        cached = outcome;
    }

    /** Its answer will be compared with another one of the server that the connection leads to. */
    public void stay() {
        route().stays = true;
    }

    /** Whether no other server may answer it. */
    public boolean stays() {
        return routed != null && routed.stays;
    }

    /** What the route stage remembers from entry to exit. */
    public @Nullable Object way() {
        return routed == null ? null : routed.way;
    }

    public void way(@Nullable Object taken) {
        route().way = taken;
    }

    /** Where the routing has sent it, {@code replica}, or why it did not; empty if that is of no interest. */
    public String routed() {
        return routed == null ? "" : routed.outcome;
    }

    public void routed(String outcome) {
        route().outcome = outcome;
    }

    /** The server, with its port, that has answered in place of the one of the connection; null if none has. */
    public @Nullable String elsewhere() {
        return routed == null ? null : routed.server;
    }

    public void answeredBy(String server) {
        route().server = server;
    }

    /** What the connection broke with, while another server has answered in its place; null if it did not. */
    public @Nullable Throwable lost() {
        return routed == null ? null : routed.lost;
    }

    public void lost(Throwable thrown) {
        route().lost = thrown;
    }

    private Routed route() {
        Routed known = routed;
        if (known == null) {
            known = new Routed();
            routed = known;
        }
        return known;
    }

    /** What the database took for the answer that is given again; 0 for others. */
    public long savedNanos() {
        return savedNanos;
    }

    public void saves(long nanos) {
        savedNanos = nanos;
    }

    /** Whether the application has said how long it may take. */
    public boolean hasOwnTimeout() {
        return ownTimeout;
    }

    public void hasOwnTimeout(boolean said) {
        ownTimeout = said;
    }

    /** Whether the statement's time was limited for this call only. */
    public boolean limited() {
        return limited;
    }

    public void limited(boolean byUs) {
        limited = byUs;
    }

    /** Whether we execute it, for a statement of the application. */
    public boolean ours() {
        return ours;
    }

    public void byUs() {
        ours = true;
    }

    /** Whether the rows were there before: the database was not asked. */
    public boolean served() {
        return served;
    }

    public void serve() {
        served = true;
    }

    /** The span, by its id, of the statement that has fetched the rows; empty if it has none. */
    public String origin() {
        return origin;
    }

    public void origin(String spanId) {
        origin = spanId;
    }

    /** What it is part of: a request or task, else its transaction, else the time its connection is borrowed. */
    public UnitOfWork work() {
        return work;
    }

    /** What the application had set with {@code setCatalog} at this time, or null. */
    public @Nullable String catalog() {
        return catalog;
    }

    /** What the application had set with {@code setSchema} at this time, null if it set none, empty if nobody can know. */
    public @Nullable String schema() {
        return schema;
    }

    public long startNanos() {
        return startNanos;
    }

    /** When the driver returned; the rows may be read later. */
    public long endNanos() {
        return endNanos;
    }

    /** Entries of the batch, or {@link #UNKNOWN} if this is none. */
    public int batchSize() {
        return batchSize;
    }

    /** Whether the entries of the batch have different texts. */
    public boolean batchMixed() {
        return batchMixed;
    }

    public void batch(int size, boolean mixed) {
        batchSize = size;
        batchMixed = mixed;
    }

    /** The bound values, if somebody asked for them to be kept. */
    public @Nullable Parameters parameters() {
        return parameters;
    }

    public void parameters(@Nullable Parameters bound) {
        parameters = bound;
    }

    /**
     * All that is bound, as a key; nothing of a text that is executed at once. Null if it cannot be told from other values, and
     * of a text in which something is to be bound but cannot be.
     */
    public @Nullable BoundKey values() {
        return BoundKey.of(prepared ? parameters : NO_PARAMETERS, text.parameterCount());
    }

    /** Whether this execution is to return generated keys: it answers with more than rows. */
    public boolean wantsKeys() {
        return wantsKeys;
    }

    public void wantKeys() {
        wantsKeys = true;
    }

    /** Changed rows, or {@link #UNKNOWN}. */
    public long updateCount() {
        return updateCount;
    }

    /** Rows that the application has read, or {@link #UNKNOWN} if there was no result. */
    public long rows() {
        return rows;
    }

    /** Time spent in waiting for further blocks of a streamed result. */
    public long fetchNanos() {
        return fetchNanos;
    }

    public @Nullable Throwable failure() {
        return failure;
    }

    public void returned(long nanos) {
        endNanos = nanos;
    }

    public void updated(long count) {
        updateCount = count;
    }

    public void read(long count, long nanosFetching) {
        rows = count;
        fetchNanos = nanosFetching;
    }

    public void failed(Throwable thrown) {
        failure = thrown;
    }

    /** What the trace stage found on entry: the parent of the span, in the tracer's own terms. */
    public @Nullable Object traceContext() {
        return traceContext;
    }

    /** Whether there will be a span. When not, nothing for it is computed. */
    public boolean sampled() {
        return sampled;
    }

    public void trace(@Nullable Object context, boolean isSampled) {
        traceContext = context;
        sampled = isSampled;
    }

    /** What the trace source has said of the span already, in its own terms; null if nobody had to know. */
    public @Nullable Object announced() {
        return announced;
    }

    public void announced(Object span) {
        announced = span;
    }

    /** Databases repeat the text in some errors. */
    @Override
    public long bytes() {
        int length = text.sql().length();
        long bytes = length > USUAL ? 2L * length : 0;
        if (failure != null) {
            bytes += FAILURE + bytes;
        }
        return parameters == null ? bytes : bytes + parameters.bytes();
    }

    /** Whether nothing more is to be told to this call: others have it. */
    public boolean hasEnded() {
        return ended;
    }

    boolean endOnce() {
        return ENDED.compareAndSet(this, false, true);
    }

    /** Consumers keep a call for a while, but never the driver's objects. */
    void letGo() {
        statement = null;
        result = null;
        noted = null;
        sought = null;
        if (routed != null) {
            routed.way = null;
        }
    }
}
