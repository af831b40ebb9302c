package dev.covet.optimizer.features.prefetch;

import dev.covet.optimizer.catalog.KnownTables;
import dev.covet.optimizer.catalog.TableCatalog;
import dev.covet.optimizer.engine.BoundKey;
import dev.covet.optimizer.engine.ConnectionSession;
import dev.covet.optimizer.engine.DriverRows;
import dev.covet.optimizer.engine.Engine;
import dev.covet.optimizer.engine.ExecutionKind;
import dev.covet.optimizer.engine.Parameters;
import dev.covet.optimizer.engine.RowFormat;
import dev.covet.optimizer.engine.Rows;
import dev.covet.optimizer.engine.Stage;
import dev.covet.optimizer.engine.StatementCall;
import dev.covet.optimizer.engine.TableJudge;
import dev.covet.optimizer.engine.UnitEnd;
import dev.covet.optimizer.engine.Verdict;
import dev.covet.optimizer.engine.validity.Validity;
import dev.covet.optimizer.features.prefetch.find.Repetition;
import dev.covet.optimizer.features.prefetch.learn.Pair;
import dev.covet.optimizer.features.prefetch.learn.Pattern;
import dev.covet.optimizer.features.prefetch.standing.Reason;
import dev.covet.optimizer.features.prefetch.standing.Standing;
import dev.covet.optimizer.features.prefetch.unit.Attention;
import dev.covet.optimizer.features.prefetch.unit.Decision;
import dev.covet.optimizer.features.prefetch.unit.MemoryLimit;
import dev.covet.optimizer.features.prefetch.unit.Stream;
import dev.covet.optimizer.features.prefetch.unit.UnitMemory;
import dev.covet.optimizer.sql.StatementKind;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Answers a query that is repeated for each row of another one from a batch, where the application cannot tell. */
public final class PrefetchStage implements Stage {
    /** Larger values hardly come from one row, and a unit of work remembers those of thousands of executions. */
    private static final long MOST_KEY_BYTES = 2 << 10;

    /** Longer texts are read anew each time, so no unit of work would know one again. */
    private static final int LONGEST = 10 * 1024;

    private static final Unremembered UNREMEMBERED = new Unremembered();

    private final Policy policy;
    private final Scope scope;
    private final boolean acts;
    private final MemoryLimit limit;
    private final Comparison comparison;
    private final Doubts doubts = new Doubts();
    private final BatchRun run = new BatchRun(doubts);
    private final TableCatalog tables;

    public PrefetchStage(PrefetchSettings settings, MemoryLimit limit, Supplier<? extends RandomGenerator> random) {
        this(settings, limit, random, Validity::new, TableCatalog.OF_DATABASE);
    }

    /** With another idea of how long answers may be given, and of what changes with a table. */
    public PrefetchStage(
            PrefetchSettings settings,
            MemoryLimit limit,
            Supplier<? extends RandomGenerator> random,
            Validity.Maker maker,
            TableCatalog tables) {
        this.tables = tables;
        this.policy = new Policy(settings, maker);
        this.scope = new Scope(settings.exceptTables(), settings.exceptWorks());
        this.acts = settings.mode() == PrefetchSettings.Mode.ON;
        this.limit = limit;
        this.comparison = new Comparison(random);
    }

    @Override
    public String feature() {
        return "prefetch";
    }

    @Override
    public Verdict enter(StatementCall call) {
        if (call.ours() || call.text().kind() != StatementKind.SELECT || !hasRows(call.kind())) {
            return Verdict.PROCEED;
        }
        Pattern pattern = Pattern.of(call.text(), call.session().facts());
        if (!pattern.isQuery()) {
            return Verdict.PROCEED;
        }
        boolean mayWrite = (!pattern.isPure() || doubts.about(pattern, call.session()))
                && Judgements.allowing(pattern, call.session()) == null;
        if (mayWrite) {
            // A function that nobody here knows may change what others answer.
            call.session().changed();
        }
        UnitMemory memory = call.text().sql().length() > LONGEST ? null : memory(call);
        if (memory == null) {
            call.note(mayWrite ? UNREMEMBERED : null);
            return Verdict.PROCEED;
        }
        BoundKey key = key(call);
        Attempt attempt = new Attempt(pattern, memory, key, mayWrite);
        call.note(attempt);
        if (key == null) {
            return Verdict.PROCEED;
        }
        return attended(call, attempt, key, memory.attention(pattern, key));
    }

    /** Its values; null if there are none, or if they cannot be compared or are too large to be remembered. */
    private static @Nullable BoundKey key(StatementCall call) {
        int count = call.text().parameterCount();
        Parameters bound = call.parameters();
        boolean none = count == 0 || !call.prepared() || bound == null || bound.bytes() > MOST_KEY_BYTES;
        return none ? null : BoundKey.of(bound, count);
    }

    private Verdict attended(StatementCall call, Attempt attempt, BoundKey key, Attention attention) {
        UnitMemory memory = attempt.memory();
        for (Stream stream : memory.streams()) {
            memory.moved(stream, stream.look());
        }
        if (attention == Attention.COUNT) {
            attempt.rest();
        }
        if (attention != Attention.DECIDE) {
            return Verdict.PROCEED;
        }
        RowFormat format = format(call);
        return decided(call, attempt, memory.decide(attempt.pattern(), key, call.session(), format), format);
    }

    private static RowFormat format(StatementCall call) {
        return call.statement() instanceof PreparedStatement single
                ? call.session().rows().format(single)
                : RowFormat.CHANGING;
    }

    private static boolean hasRows(ExecutionKind kind) {
        return kind == ExecutionKind.QUERY || kind == ExecutionKind.EXECUTE;
    }

    private @Nullable UnitMemory memory(StatementCall call) {
        UnitEnd kept = call.work()
                .kept(() -> new UnitMemory(limit, acts, call.session().engine()));
        return kept instanceof UnitMemory memory ? memory : null;
    }

    private Verdict decided(StatementCall call, Attempt attempt, Decision decision, RowFormat format) {
        if (decision instanceof Decision.Serve serve) {
            return answer(call, attempt, serve);
        }
        if (decision instanceof Decision.Fetch fetch) {
            try {
                Decision.Serve arrived = fetched(call, attempt, fetch, format);
                return arrived == null ? Verdict.PROCEED : answer(call, attempt, arrived);
            } catch (Cancelled cancelled) {
                return new Verdict.Reject(cancelled.failure());
            }
        }
        return Verdict.PROCEED;
    }

    private Decision.@Nullable Serve fetched(
            StatementCall call, Attempt attempt, Decision.Fetch fetch, RowFormat format) {
        ConnectionSession session = call.session();
        Statement statement = call.statement();
        if (statement == null) {
            return null;
        }
        Standing against = against(call, attempt.pattern(), statement);
        if (against != null) {
            fetch.pair().stops(against);
            return null;
        }
        Validity validity = policy.validity(session, read(attempt.pattern(), session, statement));
        Fetched fetched = run.fetch(call, fetch);
        if (fetched == null) {
            return null;
        }
        if (fetched.keys().size() < fetch.keys().size()) {
            fetch.pair().mostKeys(Math.max(2, fetched.keys().size()));
        }
        return attempt.memory().arrived(fetch.pair(), fetched.keys(), fetched.rows(), fetched.span(), validity, format);
    }

    /** What stands against a batch now, or null. */
    private @Nullable Standing against(StatementCall call, Pattern pattern, Statement statement) {
        ConnectionSession session = call.session();
        if (session.state().opaque() || session.state().catalogUnknown()) {
            return Reason.UNWRAPPED.plain();
        }
        Reason wish = scope.against(pattern, call.work());
        if (wish != null) {
            return wish.plain();
        }
        String refusal = session.rows().refusal(statement);
        if (refusal != null) {
            return new Standing(Reason.STATEMENT, refusal);
        }
        Reason level = policy.against(session);
        return level == null ? null : level.plain();
    }

    /** The tables a query reads, if its rule is known and they are. */
    private int @Nullable [] read(Pattern pattern, ConnectionSession session, Statement statement) {
        Judgement known = Judgements.allowing(pattern, session);
        if (known == null) {
            return null;
        }
        TableJudge judge = session.clock().judge();
        if (judge == null) {
            judge = session.clock().judgeBy(new KnownTables(tables));
        }
        try {
            return judge instanceof KnownTables all
                    ? all.read(statement.getConnection(), session, known.names())
                    : null;
        } catch (SQLException closed) {
            return null;
        }
    }

    private Verdict answer(StatementCall call, Attempt attempt, Decision.Serve serve) {
        Statement statement = call.statement();
        if (statement == null || call.session().rows().refusal(statement) != null) {
            return Verdict.PROCEED;
        }
        try {
            int most = statement.getMaxRows();
            Rows rows = most > 0 && most < serve.rows().size() ? serve.rows().limitedTo(most) : serve.rows();
            if (comparison.wanted(serve.pair())) {
                attempt.expect(new Decision.Serve(serve.pair(), rows, serve.span()));
                call.stay();
                return Verdict.PROCEED;
            }
            call.origin(serve.span());
            attempt.answer();
            return new Verdict.Answer(rows);
        } catch (SQLException closed) {
            return Verdict.PROCEED;
        }
    }

    /** A query that may do more than it shows, of which nothing else is remembered. */
    private record Unremembered() {}

    @Override
    public void exit(StatementCall call) {
        if (call.noted() instanceof Unremembered) {
            call.session().rowWritten();
            return;
        }
        if (!(call.noted() instanceof Attempt attempt) || (attempt.isAnswered() && call.served())) {
            return;
        }
        if (attempt.mayWrite()) {
            // What it may have changed is there for other connections now, or with the end of the transaction.
            call.session().rowWritten();
        }
        if (call.failure() != null) {
            attempt.memory().failed(attempt.pattern());
            return;
        }
        BoundKey key = attempt.key();
        if (attempt.rests() && key != null && !attempt.pattern().isOuter()) {
            attempt.memory().counted(attempt.pattern(), key, call.endNanos() - call.startNanos());
        } else {
            answered(call, attempt);
        }
    }

    private void answered(StatementCall call, Attempt attempt) {
        try {
            ResultSet result = call.physicalResult();
            DriverRows driver = call.session().rows();
            Rows rows = result == null ? null : driver.of(result);
            Decision.Serve expected = attempt.expected();
            if (expected != null) {
                compared(call, attempt, expected, rows);
                return;
            }
            Rows block = rows == null && result != null ? driver.window(result) : null;
            attempt.memory()
                    .observed(
                            attempt.pattern(),
                            attempt.key(),
                            rows == null ? block : rows,
                            call.endNanos() - call.startNanos());
            if (block != null && result != null) {
                attempt.memory().streams(new Stream(attempt.pattern(), attempt.key(), driver, result, block));
            }
        } catch (SQLException closed) {
            // Somebody has closed the statement in the meantime: there is nothing to learn from it.
        }
    }

    private void compared(StatementCall call, Attempt attempt, Decision.Serve expected, @Nullable Rows rows) {
        Pair pair = expected.pair();
        if (rows == null) {
            return;
        }
        if (rows.sameAs(expected.rows())) {
            pair.foundEqual();
        } else if (!isExplained(call, attempt, expected, rows)) {
            pair.refuse(Reason.MISMATCH, "");
            Engine engine = call.session().engine();
            engine.bus().post(Repetition.mismatch(call.work(), pair, engine.nanoTime()));
        }
    }

    /**
     * Whether the two may differ: somebody has changed the rows in between, so that a batch would answer now what the
     * single query has; or the database answers the single query itself now one way, now another.
     */
    private boolean isExplained(StatementCall call, Attempt attempt, Decision.Serve expected, Rows rows) {
        BoundKey key = attempt.key();
        if (key == null) {
            return false;
        }
        Fetched batch = run.fetch(call, new Decision.Fetch(expected.pair(), List.of(key), rows));
        if (batch != null && rows.sameAs(batch.rows().get(0))) {
            return true;
        }
        Rows again = SingleRun.again(call, key);
        return again != null && (again.sameAs(expected.rows()) || !again.sameAs(rows));
    }
}
