package dev.covet.optimizer.features.cache.rules;

import dev.covet.optimizer.sql.QueryShape;
import org.jspecify.annotations.Nullable;

/** Rules that stand in a query: {@code covet:cache ttl=10s}. */
public final class Comments {
    private static final String FEATURE = "cache";

    private Comments() {}

    static Wish wish(QueryShape query) {
        Wish all = Wish.NONE;
        for (String each : query.wishes(FEATURE)) {
            Wish wish = RuleReader.wish(each);
            all = all.and(wish == null ? Wish.OFF : wish);
        }
        return all;
    }

    /** The first that cannot be read; null if there is none. */
    public static @Nullable String misread(QueryShape query) {
        for (String each : query.wishes(FEATURE)) {
            if (RuleReader.wish(each) == null) {
                return each;
            }
        }
        return null;
    }
}
