package dev.covet.optimizer.features.prefetch.find;

import dev.covet.optimizer.callsite.CallSite;
import dev.covet.optimizer.engine.UnitOfWork;
import dev.covet.optimizer.engine.signal.FindingSignal;
import dev.covet.optimizer.engine.signal.FindingSignal.Kind;
import dev.covet.optimizer.features.prefetch.learn.Mapping;
import dev.covet.optimizer.features.prefetch.learn.Pair;
import dev.covet.optimizer.features.prefetch.learn.Pattern;
import dev.covet.optimizer.sql.Clause;
import dev.covet.optimizer.sql.QueryShape;
import org.jspecify.annotations.Nullable;

/**
 * How one query was repeated within a unit of work.
 *
 * @param pair with the query its values come from; null if none was found
 * @param executions in all, of which so many were {@code served} from batches and so many {@code failed}
 * @param distinct how many different values it was asked with
 * @param nanos what the executions took that went to the database
 * @param answered how many rows it answered, if each execution had its values from the answer of the one before; else 0
 * @param chained whether the values came from its own answers
 * @param blocked why no batches were sent; empty if they were, or will be
 */
public record Repetition(
        Pattern pattern,
        @Nullable Pair pair,
        int executions,
        int served,
        int failed,
        int distinct,
        long nanos,
        int answered,
        boolean chained,
        String blocked) {
    /** The offset as MySQL and MariaDB have it too: before the limit. */
    private static final java.util.regex.Pattern OFFSET =
            java.util.regex.Pattern.compile("\\blimit\\s+\\S+\\s*,", java.util.regex.Pattern.CASE_INSENSITIVE);

    /** Fewer are no loop. */
    public static final int FEWEST = 3;

    /** The finding; null if it is none. */
    public @Nullable FindingSignal finding(UnitOfWork work, long now) {
        Kind kind = executions < FEWEST ? null : kind();
        if (kind == null) {
            return null;
        }
        CallSite site = pattern.callSite() instanceof CallSite known ? known : CallSite.NONE;
        long each = nanos / Math.max(1, executions - served);
        return new FindingSignal(
                kind,
                pattern.facts(),
                work,
                now,
                pair == null || kind != Kind.N_PLUS_ONE ? null : pair.outer().text(),
                pattern.text(),
                pair == null || kind != Kind.N_PLUS_ONE ? "" : described(pair.mapping(), pair),
                executions,
                served,
                each * (executions - served - 1),
                site.method(),
                Advice.of(kind, site.library()),
                kind == Kind.N_PLUS_ONE || kind == Kind.OTHER_VALUES ? blocked : "");
    }

    /** A batch that gave another answer than the single query. */
    public static FindingSignal mismatch(UnitOfWork work, Pair pair, long now) {
        return new FindingSignal(
                Kind.MISMATCH,
                pair.inner().facts(),
                work,
                now,
                pair.outer().text(),
                pair.inner().text(),
                described(pair.mapping(), pair),
                1,
                0,
                0,
                "",
                Advice.of(Kind.MISMATCH, CallSite.Library.JDBC),
                "");
    }

    /** Null for what is too little to say something of it. */
    private @Nullable Kind kind() {
        if (distinct <= 1) {
            return failed > 0 ? Kind.RETRY : Kind.SAME_VALUES;
        }
        if (distinct < FEWEST) {
            return null;
        }
        if (pair != null) {
            return Kind.N_PLUS_ONE;
        }
        if (isPaged() || answered > executions) {
            return Kind.PAGES;
        }
        return chained ? Kind.CHAIN : Kind.OTHER_VALUES;
    }

    private boolean isPaged() {
        QueryShape shape = QueryShape.of(pattern.text());
        return shape.has(Clause.OFFSET) || OFFSET.matcher(pattern.text().sql()).find();
    }

    static String described(Mapping mapping, Pair pair) {
        StringBuilder text = new StringBuilder();
        for (int position = 1; position <= mapping.sources().size(); position++) {
            if (mapping.varies(position)) {
                text.append(text.length() == 0 ? "" : ", ");
                text.append("parameter ").append(position).append(" = ").append(pair.source(position));
            }
        }
        return text.toString();
    }
}
