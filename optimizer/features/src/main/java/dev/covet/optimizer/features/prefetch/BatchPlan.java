package dev.covet.optimizer.features.prefetch;

import dev.covet.optimizer.catalog.Eligibility;
import dev.covet.optimizer.engine.ConnectionSession;
import dev.covet.optimizer.engine.Rows;
import dev.covet.optimizer.features.prefetch.batch.Batch;
import dev.covet.optimizer.features.prefetch.batch.BatchText;
import dev.covet.optimizer.features.prefetch.batch.JsonTableBatch;
import dev.covet.optimizer.features.prefetch.batch.MySqlLateral;
import dev.covet.optimizer.features.prefetch.batch.PostgresLateral;
import dev.covet.optimizer.features.prefetch.batch.UnionBatch;
import dev.covet.optimizer.features.prefetch.learn.Pair;
import dev.covet.optimizer.features.prefetch.spend.Ledger;
import dev.covet.optimizer.sql.Dialect;
import dev.covet.optimizer.sql.QueryShape;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The texts for the batches of one pair. Made from the first batch that is wanted, and kept. */
final class BatchPlan {
    private final QueryShape shape;

    /** The types of the parameters that differ from key to key, by their positions. */
    private final SortedMap<Integer, Integer> types;

    /** The eligibility it was made for, as far as that decides over the form. */
    private final Made made;

    private final Batch forAnyNumber;
    private final Map<Integer, Batch> bySize = new ConcurrentHashMap<>();

    private record Made(List<String> alone, Set<String> uniqueColumns) {}

    private BatchPlan(QueryShape shape, SortedMap<Integer, Integer> types, Made made, Batch forAnyNumber) {
        this.shape = shape;
        this.types = types;
        this.made = made;
        this.forAnyNumber = forAnyNumber;
    }

    /** For a statement whose values are bound: how they are bound is part of a batch's text. */
    static BatchPlan of(Pair pair, ConnectionSession session, PreparedStatement single, Eligibility rule)
            throws SQLException {
        SortedMap<Integer, Integer> types = types(pair, session, single);
        BatchPlan known = (BatchPlan) pair.plan();
        Made made = new Made(rule.alone(), rule.uniqueColumns());
        if (known == null || !known.types.equals(types) || !known.made.equals(made)) {
            QueryShape shape = QueryShape.of(pair.inner().text());
            Batch joined = forAnyNumber(shape, types, single, rule, pair.like(session));
            boolean repeats = joined instanceof Batch.Refused && session.rows().volleys(single);
            known = new BatchPlan(shape, types, made, repeats ? new Batch.Repeated() : joined);
            pair.plan(known);
        }
        return known;
    }

    /** The same without one statement for several keys, as the server has not taken it. */
    BatchPlan repeating() {
        return new BatchPlan(shape, types, made, new Batch.Repeated());
    }

    private static SortedMap<Integer, Integer> types(Pair pair, ConnectionSession session, PreparedStatement single) {
        TreeMap<Integer, Integer> types = new TreeMap<>();
        for (int position = 1; position <= pair.inner().text().parameterCount(); position++) {
            if (pair.mapping().varies(position)) {
                types.put(position, session.rows().parameterType(single, position));
            }
        }
        return types;
    }

    private static Batch forAnyNumber(
            QueryShape shape,
            SortedMap<Integer, Integer> types,
            PreparedStatement single,
            Eligibility rule,
            @Nullable Rows like)
            throws SQLException {
        if (!rule.alone().isEmpty()) {
            return new Batch.Refused(String.join("; ", rule.alone()));
        }
        if (shape.dialect() == Dialect.POSTGRESQL) {
            return PostgresLateral.of(shape, types);
        }
        if (types.size() > 1) {
            return new Batch.Refused("several parameters differ from key to key");
        }
        Batch joined = JsonTableBatch.of(shape, types.firstKey(), rule.uniqueColumns());
        return joined instanceof Batch.Refused
                        && like != null
                        && hasDifferentNames(like)
                        && hasLateral(single.getConnection().getMetaData())
                ? MySqlLateral.of(shape, types.firstKey())
                : joined;
    }

    private static boolean hasDifferentNames(Rows rows) {
        Set<String> names = new HashSet<>();
        for (int column = 1; column <= rows.columns(); column++) {
            if (!names.add(rows.label(column).toLowerCase(Locale.ROOT))) {
                return false;
            }
        }
        return true;
    }

    /** MySQL from 8.0.14; MariaDB has none. The driver knows this from its login. */
    private static boolean hasLateral(DatabaseMetaData server) throws SQLException {
        String version = server.getDatabaseProductVersion();
        int major = server.getDatabaseMajorVersion();
        return !version.contains("MariaDB")
                && server.getDatabaseProductName().equals("MySQL")
                && (major > 8 || (major == 8 && !version.matches("8\\.0\\.(\\d|1[0-3])(\\D.*)?")));
    }

    /** The largest number of keys that {@link #batch} takes. */
    int mostKeys() {
        return forAnyNumber instanceof Batch.Refused && shape.dialect() == Dialect.MYSQL
                ? UnionBatch.MOST_KEYS
                : Ledger.MOST_KEYS;
    }

    /**
     * The batch of so many keys.
     *
     * @param whole whether they are all whole numbers
     */
    Batch batch(int keys, boolean whole) {
        boolean any = shape.dialect() == Dialect.POSTGRESQL || (whole && forAnyNumber instanceof BatchText);
        return any
                ? forAnyNumber
                : bySize.computeIfAbsent(UnionBatch.bucket(keys), size -> UnionBatch.of(shape, types.keySet(), size));
    }

    /** In a form in which an error does not end the transaction. */
    BatchText guarded(BatchText text, boolean transaction) {
        return transaction && shape.dialect() == Dialect.POSTGRESQL ? text.inSavepoint() : text;
    }
}
