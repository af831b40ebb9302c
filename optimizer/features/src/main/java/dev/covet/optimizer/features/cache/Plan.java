package dev.covet.optimizer.features.cache;

import dev.covet.optimizer.catalog.Fleeting;
import dev.covet.optimizer.catalog.KnownFunctions;
import dev.covet.optimizer.catalog.ShapeRules;
import dev.covet.optimizer.catalog.Suspects;
import dev.covet.optimizer.engine.ConnectionFacts;
import dev.covet.optimizer.engine.Query;
import dev.covet.optimizer.features.cache.observe.Forecast;
import dev.covet.optimizer.features.cache.relay.Epoch;
import dev.covet.optimizer.features.cache.relay.Judged;
import dev.covet.optimizer.features.cache.relay.Ruling;
import dev.covet.optimizer.features.cache.report.Outcomes;
import dev.covet.optimizer.features.cache.rules.CacheRules;
import dev.covet.optimizer.features.cache.rules.Comments;
import dev.covet.optimizer.features.cache.rules.Wish;
import dev.covet.optimizer.features.cache.unit.Notes;
import dev.covet.optimizer.features.cache.unit.Question;
import dev.covet.optimizer.sql.Dialect;
import dev.covet.optimizer.sql.QueryShape;
import dev.covet.optimizer.sql.SqlText;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** What the cache knows of a query on one database. Kept with the query. */
final class Plan implements Judged, Question {
    /** Longer texts are not kept, and so would be read anew each time. */
    private static final int LONGEST = 10 * 1024;

    private static final int MOST_FAILURES = 12;

    /** Times that a text is asked before the catalog is; one with values in it may never come again. */
    private static final int FEW = 1;

    private static final int FEW_OF_TEXT = 3;

    private final SqlText text;
    private final List<String> reasons;
    private final boolean mayWrite;
    private final AtomicReference<@Nullable Epoch> asked = new AtomicReference<>();
    private final Forecast forecast = new Forecast();
    private volatile @Nullable Outcomes outcomes;
    private volatile @Nullable List<String> fleeting;
    private final Benefit benefit = new Benefit();
    private volatile @Nullable Boolean repeatable;
    private volatile @Nullable Wished wished;
    private volatile @Nullable TimedRuling timed;
    private final AtomicBoolean judging = new AtomicBoolean();
    private final Notes notes = new Notes();
    private volatile @Nullable Ruling ruling;
    private volatile @Nullable Suspicion suspicion;
    private volatile int looks;
    private volatile int failures;
    private volatile int passes;
    private volatile long nanos;

    Plan(Query query) {
        this.text = query.text();
        this.mayWrite = mayWrite(text);
        this.reasons = reasons(text);
    }

    static Plan of(SqlText text, ConnectionFacts facts) {
        return (Plan) Query.of(text, facts).ofCache(Plan::new);
    }

    private static boolean mayWrite(SqlText text) {
        boolean known = text.sql().length() <= LONGEST
                && KnownFunctions.onlyCompute(QueryShape.of(text).functions(), text.dialect());
        return text.onlyReads() && !known;
    }

    private static List<String> reasons(SqlText text) {
        boolean known = text.dialect() == Dialect.POSTGRESQL || text.dialect() == Dialect.MYSQL;
        if (!known || text.sql().length() > LONGEST) {
            return List.of(known ? "the query is too long" : "answers of this database are not kept");
        }
        return List.copyOf(ShapeRules.reasons(QueryShape.of(text), "cache"));
    }

    @Override
    public boolean mayWrite() {
        return mayWrite;
    }

    /** What the database took for it last; 0 if nobody knows. */
    long nanos() {
        return nanos;
    }

    void took(long last) {
        nanos = last;
    }

    /** What the catalog said of it last where nothing is followed; null if it was not asked. */
    @Nullable TimedRuling timed() {
        return timed;
    }

    void timed(TimedRuling found) {
        timed = found;
    }

    /**
     * Whether nobody else asks the catalog about it; not when it is first seen. Whoever may has to say {@link #judged}.
     *
     * @param prepared whether its values are apart
     */
    boolean mayJudge(boolean prepared) {
        return !isNew(prepared) && judging.compareAndSet(false, true);
    }

    /** By racing threads seen once less at worst. */
    private boolean isNew(boolean prepared) {
        int before = looks;
        if (before >= (prepared ? FEW : FEW_OF_TEXT)) {
            return false;
        }
        looks = before + 1;
        return true;
    }

    void judged() {
        judging.set(false);
    }

    /** What rules want of it wherever it is asked. */
    @SuppressWarnings("ReferenceEquality") // each reading of the settings is another one
    Wish wish(CacheRules rules) {
        Wished known = wished;
        if (known == null || known.by() != rules) {
            known = new Wished(rules, rules.wish(text), Comments.misread(shape()));
            wished = known;
        }
        return known.wish();
    }

    private record Wished(
            CacheRules by, Wish wish, @Nullable String misread) {}

    /** The comment for the cache that cannot be read; null if there is none. */
    @Nullable String misread() {
        Wished known = wished;
        return known == null ? null : known.misread();
    }

    /** Whether its rows are the same each time as long as nobody changes its tables, but for their order. */
    boolean isRepeatable() {
        Boolean known = repeatable;
        if (known == null) {
            known = Repeatable.is(shape());
            repeatable = known;
        }
        return known;
    }

    /** What keeping its answers has brought lately. */
    Benefit benefit() {
        return benefit;
    }

    SqlText text() {
        return text;
    }

    /** What keeping its answers would save. */
    Forecast forecast() {
        return forecast;
    }

    /** Whether its answer is another one each time, by all that the text shows: nobody asks the catalog. */
    boolean isFleeting() {
        List<String> known = fleeting;
        if (known == null) {
            known = reasons.isEmpty() ? List.copyOf(Fleeting.reasons(shape(), text.dialect())) : List.of();
            fleeting = known;
        }
        return !known.isEmpty();
    }

    /** Why; empty if nobody has asked whether. */
    List<String> fleeting() {
        List<String> known = fleeting;
        return known == null ? List.of() : known;
    }

    /** What has become of it, counted by that stage; by racing threads begun anew at worst. */
    Outcomes outcomes(Object since) {
        Outcomes known = outcomes;
        if (known == null || !known.isSince(since)) {
            known = new Outcomes(since);
            outcomes = known;
        }
        return known;
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // each answer of the catalog is another one
    public boolean isSuspect(@Nullable Suspects suspects) {
        if (suspects == null || suspects.areNone() || text.sql().length() > LONGEST) {
            return false;
        }
        Suspicion known = suspicion;
        if (known == null || known.by() != suspects) {
            known = new Suspicion(suspects, suspects.areIn(QueryShape.of(text)));
            suspicion = known;
        }
        return known.founded();
    }

    private record Suspicion(Suspects by, boolean founded) {}

    @Override
    public List<String> reasons() {
        return reasons;
    }

    @Override
    public Notes notes() {
        return notes;
    }

    @Override
    public QueryShape shape() {
        return QueryShape.of(text);
    }

    @Override
    public void ruled(Ruling made) {
        ruling = made;
    }

    /** What was ruled in this epoch; null if nothing. */
    @SuppressWarnings("ReferenceEquality") // each epoch is another one
    @Nullable Ruling ruling(Epoch epoch) {
        Ruling known = ruling;
        return known != null && known.epoch() == epoch ? known : null;
    }

    /** What was ruled last, in whichever epoch; null if nothing. */
    @Nullable Ruling lastRuling() {
        return ruling;
    }

    /**
     * Whether it has to be judged, which only one thread is told in each epoch. Not when it is first seen: texts with values
     * in them come but once.
     *
     * @param prepared whether its values are apart
     */
    boolean isToBeJudged(Epoch epoch, boolean prepared) {
        if (isNew(prepared)) {
            return false;
        }
        int left = passes;
        if (left > 0) {
            passes = left - 1;
            return false;
        }
        return isUnjudged(epoch);
    }

    /** Whether nobody has asked for a ruling in this epoch; whoever is told so has to. */
    boolean isUnjudged(Epoch epoch) {
        Epoch before = asked.get();
        return before != epoch && asked.compareAndSet(before, epoch);
    }

    /** After each failure it waits for more executions. */
    @Override
    public void unruled() {
        int more = Math.min(failures + 1, MOST_FAILURES);
        failures = more;
        passes = 1 << more;
        notJudged();
    }

    /** It could not be taken. */
    void notJudged() {
        asked.set(null);
    }
}
