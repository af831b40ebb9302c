package dev.covet.optimizer.features.prefetch.unit;

import dev.covet.optimizer.features.prefetch.learn.Pattern;
import dev.covet.optimizer.features.prefetch.standing.Reason;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The queries of a unit of work of which a result was not kept, so that nobody can say what follows from its rows. */
final class Unkept {
    /** Most units keep all. */
    static final Unkept NONE = new Unkept(Map.of());

    private final Map<Pattern, Reason> queries;

    private Unkept(Map<Pattern, Reason> queries) {
        this.queries = queries;
    }

    /** This one, or the first that is not empty. */
    Unkept with(Pattern query, Reason reason) {
        Unkept more = queries.isEmpty() ? new Unkept(new LinkedHashMap<>(4)) : this;
        if (more.queries.size() < Limits.RELATIONS) {
            more.queries.putIfAbsent(query, reason);
        }
        return more;
    }

    /** Null if its results were kept. */
    @Nullable Reason reason(Pattern query) {
        return queries.get(query);
    }

    /** Of any of them; null if all were kept. */
    @Nullable Reason any() {
        return queries.isEmpty() ? null : queries.values().iterator().next();
    }
}
