package dev.covet.optimizer.engine;

import dev.covet.optimizer.sql.SqlText;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One text on one database, and what features keep of it. Kept with the text. */
public final class Query {
    /** A text that runs on more databases than this is learned anew on the others each time. */
    private static final int MOST_DATABASES = 32;

    private final SqlText text;
    private final ConnectionFacts facts;
    private final @Nullable Query next;
    private final int databases;
    private volatile @Nullable Object ofPrefetch;
    private volatile @Nullable Object ofCache;
    private volatile @Nullable Object ofRoute;

    private Query(SqlText text, ConnectionFacts facts, @Nullable Query next) {
        this.text = text;
        this.facts = facts;
        this.next = next;
        this.databases = next == null ? 1 : next.databases + 1;
    }

    /** The same object for the same text and the same object of facts, as long as the text is kept. */
    @SuppressWarnings("ReferenceEquality") // equal facts are one object, see Engine
    public static Query of(SqlText text, ConnectionFacts facts) {
        Query newest = text.companion() instanceof Query known ? known : null;
        for (Query each = newest; each != null; each = each.next) {
            if (each.facts == facts) {
                return each;
            }
        }
        if (newest != null && newest.databases >= MOST_DATABASES) {
            return new Query(text, facts, null);
        }
        Query made = new Query(text, facts, newest);
        text.companion(made);
        return made;
    }

    /** Those of a text that were made and are kept, for whichever database. */
    public static List<Query> known(SqlText text) {
        List<Query> known = new ArrayList<>();
        Query newest = text.companion() instanceof Query query ? query : null;
        for (Query each = newest; each != null; each = each.next) {
            known.add(each);
        }
        return known;
    }

    public SqlText text() {
        return text;
    }

    public ConnectionFacts facts() {
        return facts;
    }

    /** What the prefetch keeps; null if it has kept nothing yet. */
    public @Nullable Object ofPrefetch() {
        return ofPrefetch;
    }

    /** What the prefetch keeps; by racing threads made twice at worst. */
    public Object ofPrefetch(Function<Query, ?> first) {
        Object known = ofPrefetch;
        if (known == null) {
            known = first.apply(this);
            ofPrefetch = known;
        }
        return known;
    }

    /** What the cache keeps; null if it has kept nothing yet. */
    public @Nullable Object ofCache() {
        return ofCache;
    }

    /** What the cache keeps; by racing threads made twice at worst. */
    public Object ofCache(Function<Query, ?> first) {
        Object known = ofCache;
        if (known == null) {
            known = first.apply(this);
            ofCache = known;
        }
        return known;
    }

    /** What the routing keeps; null if it has kept nothing yet. */
    public @Nullable Object ofRoute() {
        return ofRoute;
    }

    /** The last one set stays, whoever races. */
    public void ofRoute(Object kept) {
        ofRoute = kept;
    }
}
