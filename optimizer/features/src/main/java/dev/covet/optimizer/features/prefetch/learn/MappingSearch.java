package dev.covet.optimizer.features.prefetch.learn;

import dev.covet.optimizer.engine.BoundKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finds where the values of several executions of one query come from. A mapping has to hold for all of them, each time
 * with all values from one row. Of several the one wins in whose order the executions came: small numbers are found in
 * nearly every column.
 */
public final class MappingSearch {
    /** Columns beyond are not looked at. */
    private static final int MOST_COLUMNS = 64;

    /** Rows that are looked at, over all combinations of columns. */
    private static final int MOST_ROWS = 100_000;

    private final List<BoundKey> all;
    private final List<BoundKey> executions;
    private final Relation relation;
    private final Function<Mapping, Likeness> likeness;
    private final int parameters;
    private final boolean[] constant;
    private int rowsLeft = MOST_ROWS;
    private @Nullable Explanation best;

    private MappingSearch(Relation relation, List<BoundKey> all, Function<Mapping, Likeness> likeness) {
        this.relation = relation;
        this.all = all;
        this.executions = all.stream().distinct().toList();
        this.likeness = likeness;
        this.parameters = executions.get(0).count();
        this.constant = new boolean[parameters];
        for (int i = 0; i < parameters; i++) {
            Object first = executions.get(0).value(i + 1);
            int position = i + 1;
            constant[i] = executions.stream().allMatch(each -> Objects.equals(first, each.value(position)));
        }
    }

    /** Where they come from in the relation, given at least two different ones; null if from nowhere. */
    public static @Nullable Explanation of(Relation relation, List<BoundKey> executions, Pattern inner) {
        if (executions.size() < 2 || relation.size() == 0) {
            return null;
        }
        MappingSearch search = new MappingSearch(relation, executions, mapping -> relation.likeness(inner, mapping));
        return search.executions.size() < 2 ? null : search.found();
    }

    /** How well a pair explains them; null if one of them does not follow from the rows. */
    public static @Nullable Explanation of(Relation relation, List<BoundKey> executions, Pair pair) {
        if (executions.isEmpty()) {
            return null;
        }
        MappingSearch search = new MappingSearch(relation, executions, mapping -> pair.likeness());
        search.consider(pair.mapping());
        return search.best;
    }

    private @Nullable Explanation found() {
        List<List<Source>> options = new ArrayList<>();
        boolean column = false;
        for (int i = 0; i < parameters; i++) {
            List<Source> of = options(i + 1);
            if (of.isEmpty()) {
                return null;
            }
            column |= !constant[i] && of.get(0) instanceof Source.Column;
            options.add(of);
        }
        if (column) {
            combined(options, new ArrayList<>());
        }
        return best;
    }

    /** The columns and parameters whose values have this parameter's in every execution. */
    private List<Source> options(int position) {
        long columns = -1;
        long outer = -1;
        for (BoundKey execution : executions) {
            Object value = execution.value(position);
            long inColumns = 0;
            long inParameters = 0;
            for (Chunk chunk : relation.chunks()) {
                inColumns |= columns(chunk, value, columns & ~inColumns);
                inParameters |= parameters(chunk, value);
            }
            columns &= inColumns;
            outer &= inParameters;
        }
        List<Source> sources = new ArrayList<>();
        if (constant[position - 1]) {
            sources.add(new Source.Constant());
        }
        for (int bit = 0; bit < MOST_COLUMNS; bit++) {
            if ((columns & 1L << bit) != 0) {
                sources.add(new Source.Column(bit + 1));
            }
        }
        for (int bit = 0; bit < MOST_COLUMNS && !constant[position - 1]; bit++) {
            if ((outer & 1L << bit) != 0) {
                sources.add(new Source.OuterParameter(bit + 1));
            }
        }
        return sources;
    }

    static long columns(Chunk chunk, @Nullable Object value, long wanted) {
        long found = 0;
        int columns = Math.min(chunk.rows().columns(), MOST_COLUMNS);
        for (int column = 1; column <= columns; column++) {
            long bit = 1L << (column - 1);
            if ((wanted & bit) != 0 && contains(chunk, column, value)) {
                found |= bit;
            }
        }
        return found;
    }

    private static boolean contains(Chunk chunk, int column, @Nullable Object value) {
        for (int row = 0; row < chunk.rows().size(); row++) {
            Object found = chunk.rows().key(row, column);
            if (found != null && KeyValues.matches(value, found)) {
                return true;
            }
        }
        return false;
    }

    private static long parameters(Chunk chunk, @Nullable Object value) {
        long found = 0;
        for (int position = 1; position <= Math.min(chunk.parameters(), MOST_COLUMNS); position++) {
            Object outer = chunk.parameter(position);
            if (outer != null && KeyValues.matches(value, outer)) {
                found |= 1L << (position - 1);
            }
        }
        return found;
    }

    private void combined(List<List<Source>> options, List<Source> chosen) {
        if (chosen.size() == parameters) {
            rowsLeft -= relation.size();
            consider(new Mapping(chosen));
            return;
        }
        for (Source option : options.get(chosen.size())) {
            if (rowsLeft <= 0) {
                return;
            }
            chosen.add(option);
            combined(options, chosen);
            chosen.remove(chosen.size() - 1);
        }
    }

    private void consider(Mapping mapping) {
        Map<BoundKey, Integer> expected = relation.expected(executions.get(0), mapping);
        int skipped = 0;
        int next = 0;
        for (BoundKey execution : executions) {
            Integer at = expected.get(execution);
            if (at == null) {
                return;
            }
            skipped += Math.abs(at - next);
            next = at + 1;
        }
        boolean repeats = all.size() > executions.size() && relation.begins(all, mapping);
        Explanation found = new Explanation(mapping, skipped, expected.size(), repeats, likeness.apply(mapping));
        if (best == null || found.isBetterThan(best)) {
            best = found;
        }
    }
}
