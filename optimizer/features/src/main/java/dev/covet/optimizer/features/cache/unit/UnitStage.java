package dev.covet.optimizer.features.cache.unit;

import dev.covet.optimizer.catalog.KnownSuspects;
import dev.covet.optimizer.engine.BoundKey;
import dev.covet.optimizer.engine.ConnectionSession;
import dev.covet.optimizer.engine.ExecutionKind;
import dev.covet.optimizer.engine.Rows;
import dev.covet.optimizer.engine.Stage;
import dev.covet.optimizer.engine.StatementCall;
import dev.covet.optimizer.engine.Verdict;
import dev.covet.optimizer.features.cache.store.Form;
import dev.covet.optimizer.features.cache.store.Keeping;
import dev.covet.optimizer.sql.Dialect;
import dev.covet.optimizer.sql.StatementKind;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Answers a query with the rows that the same connection was given before, in the same transaction or unit of work. */
public final class UnitStage implements Stage {
    private final Function<StatementCall, ? extends Question> questions;
    private final Function<StatementCall, @Nullable BoundKey> values;
    private final Predicate<StatementCall> except;
    private final Keeping keeping;
    private final Hold.Maker maker;
    private final long staleness;
    private final Budget budget;
    private final KnownSuspects suspects = new KnownSuspects();

    /**
     * One that remembers nothing yet.
     *
     * @param questions what is known of a call's text; the same object each time
     * @param values of a call; null if they cannot be told from others, or mean another thing each time
     */
    public UnitStage(
            Function<StatementCall, ? extends Question> questions,
            Function<StatementCall, @Nullable BoundKey> values,
            Limits limits,
            Hold.Maker maker) {
        this.questions = questions;
        this.values = values;
        this.except = limits.except();
        this.keeping = limits.keeping();
        this.staleness = limits.staleness().toNanos();
        this.budget = new Budget(limits.mostBytes());
        this.maker = maker;
    }

    /**
     * What the user wants.
     *
     * @param staleness how long an answer is given where the transaction is no snapshot
     * @param mostBytes of all answers
     * @param keeping which answers
     * @param except what is left out
     */
    public record Limits(Duration staleness, long mostBytes, Keeping keeping, Predicate<StatementCall> except) {}

    @Override
    public String feature() {
        return "cache";
    }

    /** The bytes that are kept at present, by estimate. */
    public long held() {
        return budget.held();
    }

    @Override
    public Verdict enter(StatementCall call) {
        UnitAnswers mine = UnitAnswers.of(call, budget);
        if (call.ours()) {
            // What a batch brings may be newer than what is kept, and is given first.
            mine.keepSnapshots();
            return Verdict.PROCEED;
        }
        if (call.text().kind() != StatementKind.SELECT) {
            mine.level().seen(call.text());
            return Verdict.PROCEED;
        }
        Question question = questions.apply(call);
        if (suspects.isUnknownPlace(call.session())) {
            suspects.look(call, question.shape());
        }
        if (question.mayWrite() || question.isSuspect(suspects.of(call.session()))) {
            writing(call, question, mine);
            return Verdict.PROCEED;
        }
        if (!question.reasons().isEmpty() || !hasRows(call.kind())) {
            return Verdict.PROCEED;
        }
        boolean excepted = except.test(call);
        BoundKey bound = excepted ? null : values.apply(call);
        return bound == null
                ? bypass(call, excepted ? "excepted" : "values")
                : sought(call, question, mine, new Answer.Key(call.text().sql(), bound));
    }

    /** Nobody here knows what its functions do: perhaps they set something, perhaps they write. */
    private static void writing(StatementCall call, Question question, UnitAnswers mine) {
        if (question.notes().setsSomething(question.shape())) {
            mine.level().doubt();
        }
        call.session().settingsChanged();
        call.seek(new Pending.Writing(call.session().sendingRow()));
    }

    private static boolean hasRows(ExecutionKind kind) {
        return kind == ExecutionKind.QUERY || kind == ExecutionKind.EXECUTE;
    }

    private static Verdict bypass(StatementCall call, String reason) {
        call.cached(reason);
        return Verdict.PROCEED;
    }

    private Verdict sought(StatementCall call, Question question, UnitAnswers mine, Answer.Key key) {
        Answer known = mine.get(key);
        if (known != null) {
            if (known.hold().holds(call.session()) && known.form().equals(Form.of(call))) {
                question.notes().repeated();
                call.cached("hit");
                call.saves(known.nanos());
                return new Verdict.Answer(known.rows());
            }
            mine.drop(key);
        }
        boolean again = mine.seen(call, key.hashCode());
        if (again) {
            question.notes().repeated();
        } else {
            question.notes().once();
        }
        return again || question.notes().pays() ? missed(call, question, mine, key, again) : bypass(call, "once");
    }

    private Verdict missed(StatementCall call, Question question, UnitAnswers mine, Answer.Key key, boolean again) {
        mine.tidy(call);
        Standing standing = Standing.of(call, mine.level());
        if (!standing.reason().isEmpty()) {
            return bypass(call, standing.reason());
        }
        Finding found = finding(call, question, mine, again);
        if (found == null || !found.isOf(call.session())) {
            return bypass(call, "unjudged");
        }
        if (!found.allowed()) {
            return bypass(call, "ruled out");
        }
        Form form = Form.of(call);
        if (form == null) {
            return bypass(call, "form");
        }
        call.seek(new Pending.Kept(key, form, maker.make(call.session(), standing.exactness(), staleness), mine));
        return bypass(call, "miss");
    }

    /** What the catalog says, which is asked if it is time, and if the query is worth it. */
    private @Nullable Finding finding(StatementCall call, Question question, UnitAnswers mine, boolean again) {
        ConnectionSession session = call.session();
        Finding known = question.notes().finding();
        if (known != null && !known.isOld(session)) {
            return known;
        }
        Statement statement = call.statement();
        boolean worth = again && (call.prepared() || question.notes().isUsual());
        if (!worth || statement == null || !question.notes().ask()) {
            return null;
        }
        Finding found = null;
        try {
            Finding asked = Finding.ask(statement.getConnection(), question.shape(), session, suspects.areOld(session));
            mine.level().learned(session.facts().dialect() == Dialect.MYSQL ? asked.isolation() : "");
            found = suspects.learned(session, asked.suspects(), asked.schema(), asked.nanos()) ? asked : null;
            return found;
        } catch (SQLException closed) {
            return null;
        } finally {
            question.notes().asked(found);
        }
    }

    @Override
    public void exit(StatementCall call) {
        Object sought = call.sought();
        ConnectionSession session = call.session();
        if (sought instanceof Pending.Writing writing) {
            session.settingsChanged();
            session.rowWritten();
            session.answered(writing.open());
        }
        if (call.failure() != null && !call.ours()) {
            // The server may have ended the transaction.
            session.changed();
        } else if (sought instanceof Pending.Kept kept && !call.served() && call.elsewhere() == null) {
            keep(call, kept);
        }
        if (call.text().kind() != StatementKind.SELECT || call.failure() != null) {
            UnitAnswers.of(call, budget).tidy(call);
        }
    }

    private void keep(StatementCall call, Pending.Kept kept) {
        try {
            Rows rows = kept.hold().holds(call.session()) ? keeping.rows(call) : null;
            if (rows != null) {
                long nanos = call.endNanos() - call.startNanos();
                kept.by().put(call, kept.key(), new Answer(rows, kept.form(), kept.hold(), nanos));
            }
        } catch (SQLException closed) {
            // Somebody has closed the statement in the meantime: there is nothing to keep.
        }
    }
}
