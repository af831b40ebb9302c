package dev.covet.optimizer.features.prefetch.batch;

import dev.covet.optimizer.sql.Clause;
import dev.covet.optimizer.sql.Dialect;
import dev.covet.optimizer.sql.QueryShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The batch of MySQL and MariaDB for any query of one SELECT: the query once for each key, with the ordinal as one more
 * column, united. Each branch is planned by itself, as the single query is. A branch that sorts gets a limit, without
 * which these servers drop its ORDER BY.
 */
public final class UnionBatch {
    /** The largest batch. */
    public static final int MOST_KEYS = 100;

    static final String NO_LIMIT = "\nlimit 18446744073709551615";
    private static final int[] SIZES = {1, 2, 5, 10, 20, 50, MOST_KEYS};
    private static final int LONGEST = 256 * 1024;
    private static final int MOST_PARAMETERS = 60_000;

    private UnionBatch() {}

    /** The number of keys a text is made for, so that there are few texts; -1 if these are too many. */
    public static int bucket(int keys) {
        for (int size : SIZES) {
            if (keys <= size) {
                return size;
            }
        }
        return -1;
    }

    /**
     * The batch of a query.
     *
     * @param correlated the parameters that differ from key to key
     * @param keys how many keys there are; the batch may have room for more, which the last one fills
     */
    public static Batch of(QueryShape shape, Set<Integer> correlated, int keys) {
        int size = bucket(keys);
        String refusal = refusal(shape, correlated, size);
        if (refusal != null) {
            return new Batch.Refused(refusal);
        }
        boolean sorted = shape.has(Clause.ORDER_BY) && !shape.has(Clause.LIMIT) && !shape.has(Clause.FETCH);
        List<Slot> slots = new ArrayList<>();
        StringBuilder sql = new StringBuilder((shape.end() + 60) * size);
        Splice splice = new Splice(shape, sql, slots);
        for (int key = 0; key < size; key++) {
            Splice.Parameter branch = branch(correlated, key);
            sql.append(key == 0 ? "(" : "\nunion all (");
            splice.copy(0, shape.fromStart(), branch);
            sql.append(", ").append(key + 1).append(" as __covet_o ");
            splice.copy(shape.fromStart(), shape.end(), branch);
            sql.append(sorted ? NO_LIMIT : "").append(')');
        }
        return new BatchText(sql.toString(), slots, size, 0);
    }

    private static @Nullable String refusal(QueryShape shape, Set<Integer> correlated, int size) {
        if (shape.dialect() != Dialect.MYSQL) {
            return "this form is MySQL's and MariaDB's";
        }
        String refusal = Splice.refusal(shape, correlated);
        if (refusal != null) {
            return refusal;
        }
        if (shape.has(Clause.WITH) || shape.has(Clause.SET_OPERATION)) {
            return "it has WITH or a set operation, which cannot be united again";
        }
        if (shape.fromStart() < 0) {
            return "it has no FROM";
        }
        if (size < 0 || (long) shape.end() * size > LONGEST || (long) shape.parameterCount() * size > MOST_PARAMETERS) {
            return "it would be too long for so many keys";
        }
        for (int parameter : correlated) {
            if (shape.whereStart() < 0 || shape.parameterStart(parameter) < shape.whereStart()) {
                return "parameter " + parameter + " stands before WHERE, where it can change the types of columns";
            }
        }
        return null;
    }

    private static Splice.Parameter branch(Set<Integer> correlated, int key) {
        return new Splice.Parameter() {
            @Override
            public @Nullable String text(int parameter) {
                return null;
            }

            @Override
            public Slot slot(int parameter) {
                return correlated.contains(parameter) ? new Slot.Key(parameter, key) : new Slot.Original(parameter);
            }
        };
    }
}
