package dev.covet.instrumentation.jdbc;

import dev.covet.optimizer.engine.Cancellation;
import dev.covet.optimizer.engine.ConnectionSession;
import dev.covet.optimizer.engine.Engine;
import dev.covet.optimizer.engine.ExecutionKind;
import dev.covet.optimizer.engine.OpenWrite;
import dev.covet.optimizer.engine.Parameters;
import dev.covet.optimizer.engine.Pipeline;
import dev.covet.optimizer.engine.Setter;
import dev.covet.optimizer.engine.StatementCall;
import dev.covet.optimizer.engine.StatementWatch;
import dev.covet.optimizer.engine.Verdict;
import dev.covet.optimizer.engine.signal.TransactionSignal;
import dev.covet.optimizer.sql.SqlText;
import dev.covet.optimizer.sql.StatementKind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * Leads the executions of one statement through the pipeline. At most one call is open: executed, but its rows not yet
 * read. Our own errors end here and are counted; the application gets what the driver gave.
 */
public final class StatementSession implements Cancellation {
    private final ConnectionSession connection;
    private final @Nullable SqlText prepared;
    private @Nullable Parameters parameters;
    private @Nullable StatementCall open;
    private StatementWatch.@Nullable Opened opened;
    private Pipeline pipeline = Pipeline.EMPTY;

    private volatile @Nullable StandIn standIn;
    private volatile boolean cancelled;

    private int batchSize;
    private @Nullable SqlText batchText;
    private boolean batchMixed;
    private boolean timeoutSet;

    /** Where the last execution went instead of the application's statement, if it did. */
    private @Nullable Statement twin;

    /** Of some calls: our own time so far, and since when it goes on. */
    private boolean measured;

    private long ownNanos;
    private long resumedNanos;

    StatementSession(ConnectionSession connection, @Nullable SqlText prepared) {
        this.connection = connection;
        this.prepared = prepared;
        this.parameters = prepared != null && connection.engine().parametersWanted() ? new Parameters() : null;
    }

    /** The application has made it, and ought to close it. */
    void watch() {
        StatementWatch watch = connection.engine().statementWatch();
        if (watch != null) {
            try {
                opened = watch.opened(this, connection);
            } catch (Throwable error) {
                ours(error);
            }
        }
    }

    /** It is closed, or will close itself. */
    void closed() {
        StatementWatch.Opened watched = opened;
        if (watched != null) {
            opened = null;
            watched.closed();
        }
    }

    ConnectionSession connection() {
        return connection;
    }

    /** Whether there is nothing to do but to call the driver. */
    boolean idle() {
        if (!connection.pipeline().isEmpty()) {
            return false;
        }
        if (open != null) {
            finish();
        }
        twin = null;
        connection.state().pin("statements were executed while Covet was off");
        return true;
    }

    @Override
    public void passTo(@Nullable StandIn next) {
        standIn = next;
    }

    @Override
    public boolean wanted() {
        return cancelled;
    }

    /** Another thread cancels the statement. */
    void cancel() throws SQLException {
        cancelled = true;
        StandIn running = standIn;
        if (running != null) {
            running.cancel();
        }
    }

    /** Executes, through the stages. */
    Object run(Execution execution, Statement delegate, @Nullable String sql, @Nullable Object argument)
            throws SQLException {
        StatementCall call = begin(execution.kind(), sql, delegate);
        if (call == null) {
            return unknown(execution, delegate, sql, argument);
        }
        if (argument != null) {
            call.wantKeys();
        }
        Pipeline stages = pipeline;
        Object result;
        try {
            Verdict verdict = stages.enter(call);
            String sent = connection.engine().sent(call, sql);
            pause();
            result = verdict == Verdict.PROCEED
                    ? execution.run(delegate, sent, argument)
                    : decided(verdict, call, execution, delegate, sent, argument);
        } catch (Throwable thrown) {
            Object other = instead(stages, call, execution, delegate, thrown);
            if (other == null) {
                resume();
                failed(stages, call, thrown);
                throw thrown;
            }
            result = other;
        }
        resume();
        returned(stages, call, result);
        pause();
        return result;
    }

    /** An error of our own keeps us from knowing what it does: it may change anything. */
    private Object unknown(Execution execution, Statement delegate, @Nullable String sql, @Nullable Object argument)
            throws SQLException {
        OpenWrite open = null;
        try {
            open = connection.sendingUnknown();
        } catch (Throwable error) {
            ours(error);
        }
        try {
            return execution.run(delegate, sql, argument);
        } finally {
            try {
                connection.answeredUnknown(open);
            } catch (Throwable error) {
                ours(error);
            }
        }
    }

    private @Nullable StatementCall begin(ExecutionKind kind, @Nullable String sql, Statement delegate) {
        try {
            finish();
            connection.movedOn();
            twin = null;
            cancelled = false;
            measured = connection.measuresNext();
            ownNanos = 0;
            resume();
            Engine engine = connection.engine();
            SqlText text = textOf(kind, sql);
            long now = engine.nanoTime();
            boolean alone = kind != ExecutionKind.BATCH || (prepared != null && batchText == null);
            boolean reads = onlyReads(kind, text);
            if (connection.executing(text, reads, alone)) {
                connection.post(TransactionSignal.Step.BEGIN, now, null);
            }
            StatementCall call = new StatementCall(connection, text, kind, prepared != null && sql == null, now);
            call.on(delegate, this);
            if (connection.ours()) {
                call.byUs();
            }
            call.hasOwnTimeout(timeoutSet);
            if (kind == ExecutionKind.BATCH) {
                call.batch(batchSize, batchMixed);
                clearBatch();
            }
            if (parameters != null && sql == null) {
                call.parameters(parameters.copy());
            }
            pipeline = engine.pipeline();
            call.sends(connection.sending(text, reads, alone), alone);
            return call;
        } catch (Throwable error) {
            ours(error);
            return null;
        }
    }

    /**
     * The text of a batch is its first one: others may be among the rest. Who executes a query as an update wants what
     * its functions do.
     */
    private static boolean onlyReads(ExecutionKind kind, SqlText text) {
        return kind != ExecutionKind.BATCH && kind != ExecutionKind.UPDATE && text.onlyReads();
    }

    private SqlText textOf(ExecutionKind kind, @Nullable String sql) {
        if (kind == ExecutionKind.BATCH && batchText != null) {
            return batchText;
        }
        if (sql == null && prepared != null) {
            return prepared;
        }
        return connection.text(sql == null ? "" : sql);
    }

    private Object decided(
            Verdict verdict,
            StatementCall call,
            Execution execution,
            Statement delegate,
            @Nullable String sql,
            @Nullable Object argument)
            throws SQLException {
        if (verdict instanceof Verdict.Reject reject) {
            throw reject.exception();
        }
        if (verdict instanceof Verdict.Redirect redirect) {
            Statement elsewhere = redirect.node().twin(call, delegate);
            twin = elsewhere;
            return execution.run(elsewhere, sql, argument);
        }
        if (verdict instanceof Verdict.Answer answer && argument == null && answersWithRows(execution.kind())) {
            ResultSet rows = replayed(answer, delegate);
            if (rows != null) {
                if (call.elsewhere() == null) {
                    call.serve();
                    connection.served(call);
                }
                return execution.kind() == ExecutionKind.QUERY ? rows : (Object) true;
            }
        }
        return execution.run(delegate, sql, argument);
    }

    /** What answers although the driver has failed; null if nothing does. */
    private @Nullable Object instead(
            Pipeline stages, StatementCall call, Execution execution, Statement delegate, Throwable thrown)
            throws SQLException {
        if (!(thrown instanceof SQLException failure) || !answersWithRows(execution.kind())) {
            return null;
        }
        Verdict verdict = stages.instead(call, failure);
        if (verdict instanceof Verdict.Reject reject) {
            resume();
            failed(stages, call, reject.exception());
            throw reject.exception();
        }
        ResultSet rows = verdict instanceof Verdict.Answer answer ? replayed(answer, delegate) : null;
        if (rows == null) {
            return null;
        }
        call.lost(thrown);
        return execution.kind() == ExecutionKind.QUERY ? rows : (Object) true;
    }

    private @Nullable ResultSet replayed(Verdict.Answer answer, Statement delegate) {
        try {
            return answer.rows().replayOn(delegate);
        } catch (Throwable error) {
            ours(error);
            return null;
        }
    }

    private static boolean answersWithRows(ExecutionKind kind) {
        return kind == ExecutionKind.QUERY || kind == ExecutionKind.EXECUTE;
    }

    private void returned(Pipeline stages, StatementCall call, Object result) {
        try {
            call.returned(connection.engine().nanoTime());
            count(call, result);
            executed(call, true);
            if (result instanceof ResultSet rows) {
                call.answered(rows);
            }
            stages.exit(call);
            if (result instanceof ResultSet || Boolean.TRUE.equals(result)) {
                open = call;
            } else if (Boolean.FALSE.equals(result) && mayTellMore(call.text().kind())) {
                open = call;
                connection.awaitCount(call, stages);
            } else {
                stages.end(call);
                measured();
            }
        } catch (Throwable error) {
            ours(error);
        }
    }

    /** Whether an {@code execute} without a result set is followed by more than a zero: changed rows, further results. */
    private static boolean mayTellMore(StatementKind kind) {
        return switch (kind) {
            case INSERT, UPDATE, DELETE, MERGE, CALL, MULTIPLE -> true;
            default -> false;
        };
    }

    private static void count(StatementCall call, Object result) {
        if (result instanceof Integer count) {
            call.updated(count);
        } else if (result instanceof Long count) {
            call.updated(count);
        } else if (result instanceof int[] counts) {
            long sum = 0;
            for (int count : counts) {
                sum += Math.max(count, 0);
            }
            call.updated(sum);
        } else if (result instanceof long[] counts) {
            long sum = 0;
            for (long count : counts) {
                sum += Math.max(count, 0);
            }
            call.updated(sum);
        }
    }

    private void failed(Pipeline stages, StatementCall call, Throwable thrown) {
        try {
            call.returned(connection.engine().nanoTime());
            call.failed(thrown);
            executed(call, false);
            stages.exit(call);
            stages.end(call);
            measured();
        } catch (Throwable error) {
            ours(error);
        }
    }

    private void executed(StatementCall call, boolean accepted) {
        try {
            connection.executed(call.text(), onlyReads(call.kind(), call.text()), call.alone(), accepted);
        } finally {
            connection.answered(call.writing());
        }
    }

    private void resume() {
        if (measured) {
            resumedNanos = connection.engine().nanoTime();
        }
    }

    private void pause() {
        if (measured) {
            ownNanos += connection.engine().nanoTime() - resumedNanos;
        }
    }

    private void measured() {
        pause();
        if (measured) {
            measured = false;
            connection.engine().protection().guard("jdbc").durations().record(ownNanos);
        }
    }

    /** The call whose result is being read, or null. */
    @Nullable StatementCall open() {
        StatementCall call = open;
        return call == null || call.hasEnded() ? null : call;
    }

    /** The call whose rows the application is about to read, or null. */
    @Nullable StatementCall reading() {
        StatementCall call = open();
        if (call != null) {
            connection.counted(call);
        }
        return call;
    }

    /** The statement to ask for results: the application's, or the twin that was executed in its place. */
    Statement executed(Statement delegate) {
        return twin == null ? delegate : twin;
    }

    /** Nothing more will be read of the open call. */
    void finish() {
        StatementCall call = open;
        if (call != null) {
            open = null;
            connection.counted(call);
            resume();
            pipeline.end(call);
            measured();
        }
    }

    /** A result set of this call has been read or closed. */
    void finished(StatementCall call, long rows, long fetchNanos, @Nullable Throwable failure) {
        try {
            call.read(rows, fetchNanos);
            if (failure != null) {
                call.failed(failure);
            }
            if (open == call) {
                finish();
            } else {
                pipeline.end(call);
            }
        } catch (Throwable error) {
            ours(error);
        }
    }

    /** The application has asked for the count of an {@code execute}. */
    void counted(long count) {
        StatementCall call = open();
        if (call == null) {
            return;
        }
        if (count >= 0) {
            call.updated(count);
            finish();
        } else if (connection.isAwaitingCount(call)) {
            // No more results, and no rows were among them.
            finish();
        }
    }

    /** The application has said how long the statement may take. */
    void timeoutSet() {
        timeoutSet = true;
    }

    boolean binding() {
        return parameters != null;
    }

    void bound(int position, @Nullable Object value, Setter setter, int type) {
        Parameters kept = parameters;
        if (kept != null) {
            kept.set(position, value, setter, type);
        }
    }

    void clearParameters() {
        Parameters kept = parameters;
        if (kept != null) {
            kept.clear();
        }
    }

    /** After a text was added to the batch. */
    void added(@Nullable String sql) {
        try {
            if (sql != null && !connection.pipeline().isEmpty()) {
                SqlText text = connection.text(sql);
                if (batchText == null) {
                    batchText = text;
                } else if (!batchText.fingerprint().equals(text.fingerprint())) {
                    batchMixed = true;
                }
            }
            batchSize++;
        } catch (Throwable error) {
            ours(error);
        }
    }

    void clearBatch() {
        batchSize = 0;
        batchText = null;
        batchMixed = false;
    }

    private void ours(Throwable error) {
        connection.engine().protection().guard("jdbc").failed(error);
    }
}
