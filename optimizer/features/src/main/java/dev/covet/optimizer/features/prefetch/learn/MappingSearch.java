package dev.covet.optimizer.features.prefetch.learn;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Finds where the values of several executions of one query come from. A mapping has to hold for all of them, each time
 * with all values from one row.
 */
public final class MappingSearch {
    /** Columns beyond are not looked at, nor are more combinations of columns tried. */
    private static final int MOST_COLUMNS = 64;

    private static final int MOST_COMBINATIONS = 256;

    private final List<BoundKey> executions;
    private final int parameters;
    private final boolean[] constant;

    private MappingSearch(List<BoundKey> executions) {
        this.executions = executions;
        this.parameters = executions.get(0).count();
        this.constant = new boolean[parameters];
        for (int i = 0; i < parameters; i++) {
            Object first = executions.get(0).value(i + 1);
            int position = i + 1;
            constant[i] = executions.stream().allMatch(each -> Objects.equals(first, each.value(position)));
        }
    }

    /** The mapping from the relation to these executions, of which there are at least two; null if there is none. */
    public static @Nullable Mapping of(Relation relation, List<BoundKey> executions) {
        return executions.size() < 2 || relation.size() == 0 ? null : new MappingSearch(executions).in(relation);
    }

    private @Nullable Mapping in(Relation relation) {
        List<List<Source>> options = new ArrayList<>();
        boolean column = false;
        for (int i = 0; i < parameters; i++) {
            List<Source> of = constant[i] ? List.of(new Source.Constant()) : options(relation, i + 1);
            if (of.isEmpty()) {
                return null;
            }
            column |= of.get(0) instanceof Source.Column;
            options.add(of);
        }
        return column ? combined(relation, options, new ArrayList<>(), new int[] {MOST_COMBINATIONS}) : null;
    }

    /** The columns and parameters whose values have this parameter's in every execution. */
    private List<Source> options(Relation relation, int position) {
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
        for (int bit = 0; bit < MOST_COLUMNS; bit++) {
            if ((columns & 1L << bit) != 0) {
                sources.add(new Source.Column(bit + 1));
            }
        }
        for (int bit = 0; bit < MOST_COLUMNS; bit++) {
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
            if (found != null && BoundKey.matches(value, found)) {
                return true;
            }
        }
        return false;
    }

    private static long parameters(Chunk chunk, @Nullable Object value) {
        long found = 0;
        for (int position = 1; position <= Math.min(chunk.parameters(), MOST_COLUMNS); position++) {
            Object outer = chunk.parameter(position);
            if (outer != null && BoundKey.matches(value, outer)) {
                found |= 1L << (position - 1);
            }
        }
        return found;
    }

    /** The first combination that holds in one row for each execution. */
    private @Nullable Mapping combined(Relation relation, List<List<Source>> options, List<Source> chosen, int[] left) {
        if (chosen.size() == parameters) {
            Mapping mapping = new Mapping(chosen);
            return left[0]-- > 0 && executions.stream().allMatch(each -> holds(relation, mapping, each))
                    ? mapping
                    : null;
        }
        for (Source option : options.get(chosen.size())) {
            chosen.add(option);
            Mapping found = combined(relation, options, chosen, left);
            chosen.remove(chosen.size() - 1);
            if (found != null || left[0] <= 0) {
                return found;
            }
        }
        return null;
    }

    private static boolean holds(Relation relation, Mapping mapping, BoundKey execution) {
        for (Chunk chunk : relation.chunks()) {
            for (int row = 0; row < chunk.rows().size(); row++) {
                if (mapping.holds(chunk, row, execution)) {
                    return true;
                }
            }
        }
        return false;
    }
}
