package dev.covet.optimizer.features.route.reads;

import dev.covet.optimizer.catalog.Eligibility;
import dev.covet.optimizer.catalog.KnownFunctions;
import dev.covet.optimizer.catalog.Lasting;
import dev.covet.optimizer.sql.QueryShape;
import dev.covet.optimizer.sql.TableName;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whether a replica may answer a statement.
 *
 * @param hint what a comment in it asks for, which stands before what a transaction says
 * @param reason against it, a sentence for people without its full stop; empty if it may
 * @param schema the number of the schema's last change when the catalog was asked
 * @param nanos when it was asked
 * @param tables that it reads, in lower case without schema; null if others may be among them, or will be
 * @param began whether it may tell when its transaction began
 * @param settings names of the session's settings that its answer depends on, beside those that matter to all
 */
public record ReadRuling(
        Standing standing,
        Hint hint,
        String reason,
        long schema,
        long nanos,
        @Nullable Set<String> tables,
        boolean began,
        Set<String> settings) {
    private static final long BELIEVED = 60_000_000_000L;
    private static final long ASKED_AGAIN = BELIEVED / 2;

    /** Of PostgreSQL: in one transaction they always tell the same. */
    private static final Set<String> OF_BEGIN =
            Set.of("now", "transaction_timestamp", "pg_catalog.now", "pg_catalog.transaction_timestamp", "age");

    /** What is known of it. */
    public enum Standing {
        /** A replica may answer it. */
        ALLOWED,
        /** Only the primary may. */
        REFUSED,
        /** The catalog has not been asked yet, or too long ago; until then only the primary may. */
        UNKNOWN
    }

    static final ReadRuling UNKNOWN = new ReadRuling(
            Standing.UNKNOWN, Hint.NONE, "the catalog was not asked about it lately", 0, 0, null, false, Set.of());

    /** A comment asks for a replica, whatever the catalog says. */
    static final ReadRuling ASKED_FOR = new ReadRuling(Standing.ALLOWED, Hint.REPLICA, "", 0, 0, null, false, Set.of());

    static final ReadRuling NO_QUERY = refused(Hint.NONE, "it is not a single query");

    static final ReadRuling NO_EXECUTION = refused(Hint.NONE, "it is a batch or a call, or wants generated keys");

    static final ReadRuling OTHER_DATABASE =
            refused(Hint.NONE, "the session has set another database than that of its URL");

    static final ReadRuling WRITES = refused(Hint.NONE, "a replica has refused it, as it writes");

    /** By the text alone, for good. */
    static ReadRuling refused(Hint hint, String reason) {
        return new ReadRuling(Standing.REFUSED, hint, reason, 0, 0, null, false, Set.of());
    }

    /** By the catalog, for a while. */
    static ReadRuling of(Eligibility found, QueryShape shape, long schema, long nanos) {
        return found.reasons().isEmpty()
                ? new ReadRuling(
                        Standing.ALLOWED,
                        Hint.NONE,
                        "",
                        schema,
                        nanos,
                        tables(found.lasting(), shape),
                        tellsBegin(shape),
                        found.settings())
                : new ReadRuling(
                        Standing.REFUSED,
                        Hint.NONE,
                        String.join("; ", found.reasons()),
                        schema,
                        nanos,
                        null,
                        false,
                        Set.of());
    }

    /**
     * Only what the text names itself, and nothing else with it. Somebody may define a view, a policy or a function anew at any time,
     * so that it reads other tables by now; likewise the parts of a table.
     */
    private static @Nullable Set<String> tables(Lasting found, QueryShape shape) {
        Set<String> named = shape.tables().stream().map(TableName::last).collect(Collectors.toSet());
        boolean all = named.containsAll(found.tables())
                && named.containsAll(found.names())
                && KnownFunctions.onlyCompute(found.functions(), shape.dialect());
        return all ? named : null;
    }

    private static boolean tellsBegin(QueryShape shape) {
        return !shape.functionKeywords().isEmpty() || shape.functions().stream().anyMatch(OF_BEGIN::contains);
    }

    public boolean allowed() {
        return standing == Standing.ALLOWED;
    }

    boolean holds(long currentSchema, long now) {
        return schema == currentSchema && now - nanos < BELIEVED;
    }

    /** Whether to ask again before it holds no more. */
    boolean isOld(long now) {
        return now - nanos > ASKED_AGAIN;
    }
}
