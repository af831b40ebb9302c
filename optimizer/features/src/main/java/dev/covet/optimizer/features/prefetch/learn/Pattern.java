package dev.covet.optimizer.features.prefetch.learn;

import dev.covet.optimizer.catalog.KnownFunctions;
import dev.covet.optimizer.engine.ConnectionFacts;
import dev.covet.optimizer.engine.Query;
import dev.covet.optimizer.sql.Clause;
import dev.covet.optimizer.sql.QueryShape;
import dev.covet.optimizer.sql.SqlText;
import dev.covet.optimizer.sql.StatementKind;
import dev.covet.optimizer.sql.TransactionVerb;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** What has been learned of a query beyond single units of work. Kept with its text. */
public final class Pattern {
    private static final int MOST_PAIRS = 8;

    /** Longer texts are not kept, and so would be read anew each time. */
    private static final int LONGEST = 10 * 1024;

    /** Of all patterns: pairs are added seldom. */
    private static final ReentrantLock ADDING = new ReentrantLock();

    private final SqlText text;
    private final ConnectionFacts facts;
    private final boolean query;
    private final boolean pure;
    private volatile List<Pair> pairs = List.of();
    private volatile boolean leads;
    private volatile @Nullable Object rule;
    private volatile @Nullable Object doubt;
    private volatile @Nullable List<String> compared;
    private volatile @Nullable Object callSite;

    private Pattern(Query of) {
        this.text = of.text();
        this.facts = of.facts();
        this.query = isQuery(text);
        this.pure = isPure(text);
    }

    /** The same object for the same text and the same object of facts, as long as the text is kept. */
    public static Pattern of(SqlText text, ConnectionFacts facts) {
        return (Pattern) Query.of(text, facts).ofPrefetch(Pattern::new);
    }

    /** What has been learned of a text so far, for each database it ran on. */
    public static List<Pattern> known(SqlText text) {
        List<Pattern> known = new ArrayList<>();
        for (Query query : Query.known(text)) {
            if (query.ofPrefetch() instanceof Pattern pattern) {
                known.add(pattern);
            }
        }
        return known;
    }

    public SqlText text() {
        return text;
    }

    /** Whether it calls no function that may do more than compute, by its text. Views may hide some. */
    public boolean isPure() {
        return pure;
    }

    /** What a parameter is compared with, as {@link Likeness} reads it; empty if nobody can say. */
    String compared(int position) {
        List<String> known = compared;
        if (known == null) {
            known = Likeness.compared(QueryShape.of(text));
            compared = known;
        }
        return position <= known.size() ? known.get(position - 1) : "";
    }

    /** Whether it is seen: one query that leaves nothing behind but locks on its rows. */
    public boolean isQuery() {
        return query;
    }

    private static boolean isQuery(SqlText text) {
        return text.onlyReads()
                || (text.kind() == StatementKind.SELECT
                        && text.sql().length() <= LONGEST
                        && !text.changesSession()
                        && text.transaction() == TransactionVerb.NONE
                        && isPure(text)
                        && QueryShape.of(text).has(Clause.LOCKING));
    }

    private static boolean isPure(SqlText text) {
        return text.sql().length() <= LONGEST
                && text.understood()
                && KnownFunctions.onlyCompute(QueryShape.of(text).functions());
    }

    public ConnectionFacts facts() {
        return facts;
    }

    /** Another query was seen to follow this one. */
    void leads() {
        leads = true;
    }

    /** Whether others follow. */
    public boolean isOuter() {
        return leads;
    }

    /** What this query was seen to follow. */
    public List<Pair> pairs() {
        return pairs;
    }

    /** The pair with this outer query and mapping, known or new. Null if too many are known. */
    public @Nullable Pair pair(Relation outer, Mapping mapping) {
        ADDING.lock();
        try {
            for (Pair each : pairs) {
                if (each.isOf(outer.pattern(), mapping)) {
                    return each;
                }
            }
            if (pairs.size() >= MOST_PAIRS) {
                return null;
            }
            Pair made = new Pair(outer, this, mapping);
            List<Pair> more = new ArrayList<>(pairs);
            more.add(made);
            pairs = List.copyOf(more);
            return made;
        } finally {
            ADDING.unlock();
        }
    }

    /** Whether it may do more than its text shows, as whoever looked sees fit; null if nobody has. */
    public @Nullable Object doubt() {
        return doubt;
    }

    public void doubt(Object found) {
        doubt = found;
    }

    /** Where the application asked, as whoever looked sees fit; null if nobody has. */
    public @Nullable Object callSite() {
        return callSite;
    }

    public void callSite(Object seen) {
        callSite = seen;
    }

    /** Whether this query may be asked for several keys at once, as whoever decided it sees fit; null if nobody has. */
    public @Nullable Object rule() {
        return rule;
    }

    public void rule(Object made) {
        rule = made;
    }
}
