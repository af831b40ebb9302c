package dev.covet.optimizer.features.prefetch.learn;

import dev.covet.optimizer.engine.Rows;
import dev.covet.optimizer.sql.TableName;
import java.util.ArrayList;
import java.util.HashMap;
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
     * Whether each of these executions, in their order, was asked with a value from the answer of the one before, always
     * from the same column.
     */
    public boolean chains(List<BoundKey> executions) {
        long columns = -1;
        for (int i = 1; i < executions.size(); i++) {
            BoundKey key = executions.get(i);
            columns &= key.count() == 1 ? links(executions.get(i - 1), key.value(1)) : 0;
        }
        return executions.size() > 2 && columns != 0;
    }

    private long links(BoundKey asked, @Nullable Object next) {
        long columns = 0;
        for (Chunk chunk : chunks) {
            if (asked.equals(chunk.asked())) {
                columns |= MappingSearch.columns(chunk, next, -1);
            }
        }
        return columns;
    }

    /** A source of values in this relation, for people. */
    String named(Source source) {
        if (source instanceof Source.Column column && !chunks.isEmpty()) {
            Rows rows = chunks.get(0).rows();
            String table = rows.table(column.column());
            List<TableName> tables = pattern.text().tables();
            String known = table.isEmpty() && tables.size() == 1 ? tables.get(0).name() : table;
            return (known.isEmpty() ? "" : known + ".") + rows.label(column.column());
        }
        return source instanceof Source.OuterParameter outer
                ? "its parameter " + outer.position()
                : "the same each time";
    }

    /** The row that an execution belongs to, -1 if none has its values. */
    public int find(BoundKey key, Mapping mapping) {
        int position = 0;
        for (Chunk chunk : chunks) {
            for (int row = 0; row < chunk.rows().size(); row++, position++) {
                if (mapping.holds(chunk, row, key)) {
                    return position;
                }
            }
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

    /** How many different executions follow from the rows up to that of this one; 0 if no row has its values. */
    public int upTo(BoundKey key, Mapping mapping) {
        Integer place = expected(key, mapping).get(key);
        return place == null ? 0 : place + 1;
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
