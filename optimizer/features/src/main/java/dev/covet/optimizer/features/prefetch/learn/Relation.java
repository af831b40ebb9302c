package dev.covet.optimizer.features.prefetch.learn;

import dev.covet.optimizer.engine.BoundKey;
import dev.covet.optimizer.engine.Rows;
import dev.covet.optimizer.sql.TableName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All that one query has answered in a unit of work so far, in the order of its executions: of a prefetched batch also
 * what nobody has asked for yet. Belongs to the unit's lock.
 */
public final class Relation {
    /** Rows kept; later ones are not looked at. */
    static final int MOST_ROWS = 2_000;

    private final Pattern pattern;
    private final List<Chunk> chunks = new ArrayList<>(2);
    private final Places places = new Places();
    private int size;
    private long bytes;

    public Relation(Pattern pattern) {
        this.pattern = pattern;
    }

    public Pattern pattern() {
        return pattern;
    }

    public int size() {
        return size;
    }

    public long bytes() {
        return bytes;
    }

    List<Chunk> chunks() {
        return chunks;
    }

    /** Keeps these rows, if there is room for them. */
    public boolean add(Rows rows, @Nullable BoundKey asked) {
        if (size + rows.size() > MOST_ROWS) {
            return false;
        }
        chunks.add(new Chunk(rows, asked));
        size += rows.size();
        bytes += heap(rows);
        return true;
    }

    /** Forgets these rows. Returns what they took. */
    public long remove(Rows rows) {
        for (int i = 0; i < chunks.size(); i++) {
            if (chunks.get(i).rows() == rows) {
                chunks.remove(i);
                places.forget();
                size -= rows.size();
                bytes -= heap(rows);
                return heap(rows);
            }
        }
        return 0;
    }

    /** What it takes to keep these rows. */
    public static long heap(Rows rows) {
        return rows.bytes() + 64;
    }

    /**
     * Whether each of these executions, in their order, was asked with a value from the answer of the one before, or of any
     * before, always from the same column.
     */
    public boolean chains(List<BoundKey> executions, boolean anyBefore) {
        if (executions.size() <= 2) {
            return false;
        }
        for (int position = 1; position <= executions.get(0).count(); position++) {
            long columns = -1;
            for (int i = 1; i < executions.size() && columns != 0; i++) {
                List<BoundKey> before = executions.subList(anyBefore ? 0 : i - 1, i);
                columns &= links(before, executions.get(i).value(position));
            }
            if (columns == 0) {
                return false;
            }
        }
        return executions.get(0).count() == 1 || followRows(executions);
    }

    /** Whether all values of each are in one row that came before. */
    private boolean followRows(List<BoundKey> executions) {
        for (int i = 1; i < executions.size(); i++) {
            List<BoundKey> before = executions.subList(0, i);
            BoundKey next = executions.get(i);
            if (chunks.stream().noneMatch(chunk -> before.contains(chunk.asked()) && chunk.hasRowOf(next))) {
                return false;
            }
        }
        return true;
    }

    /** How many rows there are for these, of each that was asked more than once those of the first time. */
    public int rowsOf(Set<BoundKey> executions) {
        int rows = 0;
        Set<BoundKey> left = new HashSet<>(executions);
        for (Chunk chunk : chunks) {
            BoundKey by = chunk.asked();
            rows += by != null && left.remove(by) ? chunk.rows().size() : 0;
        }
        return rows;
    }

    private long links(List<BoundKey> asked, @Nullable Object next) {
        long columns = 0;
        for (Chunk chunk : chunks) {
            BoundKey by = chunk.asked();
            if (by != null && asked.contains(by)) {
                columns |= MappingSearch.columns(chunk, next, -1);
            }
        }
        return columns;
    }

    /** Whether the executions that follow from these rows begin with these, each as often as it came. */
    boolean begins(List<BoundKey> executions, Mapping mapping) {
        int at = 0;
        for (Chunk chunk : chunks) {
            for (int row = 0; row < chunk.rows().size() && at < executions.size(); row++) {
                BoundKey next = mapping.predicted(chunk, row, executions.get(0));
                if (next != null && !next.equals(executions.get(at++))) {
                    return false;
                }
            }
        }
        return at == executions.size();
    }

    /** Whether names speak for a mapping: as soon as one speaks against it, they do not. */
    Likeness likeness(Pattern inner, Mapping mapping) {
        Likeness all = null;
        for (int position = 1; position <= mapping.sources().size(); position++) {
            if (mapping.sources().get(position - 1) instanceof Source.Column column && !chunks.isEmpty()) {
                Rows rows = chunks.get(0).rows();
                Likeness one = likeness(inner, position, rows, column);
                all = all == null || one.compareTo(all) < 0 ? one : all;
            }
        }
        return all == null ? Likeness.UNKNOWN : all;
    }

    /** A source of values in this relation, for people. */
    String named(Source source) {
        if (source instanceof Source.Column column && !chunks.isEmpty()) {
            Rows rows = chunks.get(0).rows();
            String known = table(rows, column);
            return (known.isEmpty() ? "" : known + ".") + label(rows, column);
        }
        return source instanceof Source.OuterParameter outer
                ? "its parameter " + outer.position()
                : "the same each time";
    }

    /** By the label or the column behind it, whichever fits better. */
    private Likeness likeness(Pattern inner, int position, Rows rows, Source.Column column) {
        Likeness byLabel = Likeness.of(inner, position, table(rows, column), rows.label(column.column()));
        Likeness byColumn = Likeness.of(inner, position, table(rows, column), label(rows, column));
        return byLabel.compareTo(byColumn) > 0 ? byLabel : byColumn;
    }

    private String label(Rows rows, Source.Column column) {
        return Likeness.column(pattern.text().sql(), rows.label(column.column()));
    }

    private String table(Rows rows, Source.Column column) {
        String table = rows.table(column.column());
        List<TableName> tables = pattern.text().tables();
        return table.isEmpty() && tables.size() == 1 ? tables.get(0).name() : table;
    }

    /** The row that an execution belongs to, -1 if none has its values. */
    public int find(BoundKey key, Mapping mapping) {
        int from = places.first(this, key, mapping);
        int position = 0;
        for (Chunk chunk : from < 0 ? List.<Chunk>of() : chunks) {
            int rows = chunk.rows().size();
            for (int row = Math.max(0, from - position); row < rows; row++) {
                if (mapping.holds(chunk, row, key)) {
                    return position + row;
                }
            }
            position += rows;
        }
        return -1;
    }

    /**
     * The executions that are likely to come after that of a row: of the rows behind it, then, if they come in any order,
     * of those before, the nearest first. Each once, and none of those known.
     */
    public List<BoundKey> after(
            int at, BoundKey key, Mapping mapping, Set<BoundKey> known, boolean backwards, int most) {
        Expected expected = new Expected(key, mapping, known, most);
        forward(at + 1, expected);
        if (backwards) {
            backward(at - 1, expected);
        }
        return expected.keys();
    }

    /** All executions that follow from these rows, each with its place among them. */
    Map<BoundKey, Integer> expected(BoundKey like, Mapping mapping) {
        Map<BoundKey, Integer> places = new HashMap<>();
        for (Chunk chunk : chunks) {
            for (int row = 0; row < chunk.rows().size(); row++) {
                BoundKey next = mapping.predicted(chunk, row, like);
                if (next != null) {
                    places.putIfAbsent(next, places.size());
                }
            }
        }
        return places;
    }

    private void forward(int from, Expected expected) {
        int start = 0;
        for (Chunk chunk : chunks) {
            int end = start + chunk.rows().size();
            for (int at = Math.max(from, start); at < end && !expected.isFull(); at++) {
                expected.add(chunk, at - start);
            }
            start = end;
        }
    }

    private void backward(int from, Expected expected) {
        int end = size;
        for (int i = chunks.size() - 1; i >= 0; i--) {
            Chunk chunk = chunks.get(i);
            int start = end - chunk.rows().size();
            for (int at = Math.min(from, end - 1); at >= start && !expected.isFull(); at--) {
                expected.add(chunk, at - start);
            }
            end = start;
        }
    }
}
