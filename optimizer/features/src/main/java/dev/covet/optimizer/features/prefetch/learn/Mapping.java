package dev.covet.optimizer.features.prefetch.learn;

import dev.covet.optimizer.engine.BoundKey;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Where the values of a query's parameters come from, all of them from one outer row. */
public record Mapping(List<Source> sources) {
    public Mapping {
        sources = List.copyOf(sources);
    }

    /** Whether a parameter differs from row to row. */
    public boolean varies(int position) {
        return !(sources.get(position - 1) instanceof Source.Constant);
    }

    /** Whether a value that varies is not found by chance in another column. */
    public boolean isRare(BoundKey key) {
        return KeyValues.isRare(key, this);
    }

    /** The first parameter that comes from a column, 0 if none does. */
    int firstColumn() {
        for (int position = 1; position <= sources.size(); position++) {
            if (sources.get(position - 1) instanceof Source.Column) {
                return position;
            }
        }
        return 0;
    }

    /** The column that a parameter comes from, 0 if from none. */
    int column(int position) {
        return sources.get(position - 1) instanceof Source.Column from ? from.column() : 0;
    }

    int constants() {
        int count = 0;
        for (Source source : sources) {
            count += source instanceof Source.Constant ? 1 : 0;
        }
        return count;
    }

    /** Whether what does not differ from row to row is the same in both. */
    public boolean sameConstants(BoundKey one, BoundKey other) {
        for (int position = 1; position <= sources.size(); position++) {
            if (!varies(position) && !Objects.equals(one.value(position), other.value(position))) {
                return false;
            }
        }
        return true;
    }

    /** Whether this row has the values of this execution. */
    boolean holds(Chunk chunk, int row, BoundKey key) {
        for (int i = 0; i < sources.size(); i++) {
            Object found = value(sources.get(i), chunk, row);
            boolean constant = sources.get(i) instanceof Source.Constant;
            if (!constant && (found == null || !KeyValues.matches(key.value(i + 1), found))) {
                return false;
            }
        }
        return true;
    }

    /** What the application would bind for this row, given how it bound another one. Null if the row has no such values. */
    @Nullable BoundKey predicted(Chunk chunk, int row, BoundKey like) {
        @Nullable Object[] values = like.values();
        for (int i = 0; i < values.length; i++) {
            Source source = sources.get(i);
            if (!(source instanceof Source.Constant)) {
                Object found = value(source, chunk, row);
                Object bound = found == null ? null : KeyValues.as(found, like.value(i + 1));
                if (bound == null) {
                    return null;
                }
                values[i] = bound;
            }
        }
        return like.with(values);
    }

    private static @Nullable Object value(Source source, Chunk chunk, int row) {
        if (source instanceof Source.Column column) {
            return column.column() <= chunk.rows().columns() ? chunk.rows().key(row, column.column()) : null;
        }
        return source instanceof Source.OuterParameter outer ? chunk.parameter(outer.position()) : null;
    }
}
