package dev.covet.optimizer.engine;

import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The values bound to a prepared statement, by position. Streams and readers are kept as what they are and never read.
 * A copy is taken for each execution that wants one. Dates and timestamps of JDBC are copied when they are bound.
 */
public final class Parameters {
    /** Positions beyond are not kept: no driver allows them, and an application's mistake must not cost memory. */
    static final int MOST = 65_535;

    private @Nullable Object[] values;

    /** The setter's code in the low byte, and the type it was given above. 0 where nothing was bound. */
    private int[] ways;

    private int count;

    public Parameters() {
        this(new Object[8], new int[8], 0);
    }

    private Parameters(@Nullable Object[] values, int[] ways, int count) {
        this.values = values;
        this.ways = ways;
        this.count = count;
    }

    /**
     * Keeps a value and how it was bound. Positions start with 1, as in JDBC.
     *
     * @param type of {@link java.sql.Types}, for the setters that take one
     */
    public void set(int position, @Nullable Object value, Setter setter, int type) {
        if (position < 1 || position > MOST) {
            return;
        }
        if (position > values.length) {
            int larger = Math.max(position, values.length * 2);
            values = Arrays.copyOf(values, larger);
            ways = Arrays.copyOf(ways, larger);
        }
        values[position - 1] = setter == Setter.ARRAY ? BoundArray.of(value) : own(value);
        ways[position - 1] = (type << 8) | setter.code;
        count = Math.max(count, position);
    }

    /** A date can be changed after it was bound, which must not change what was bound. */
    private static @Nullable Object own(@Nullable Object value) {
        if (value instanceof Date date && value.getClass() == Date.class) {
            return date.clone();
        }
        if (value instanceof Timestamp timestamp && value.getClass() == Timestamp.class) {
            return timestamp.clone();
        }
        return value;
    }

    public void clear() {
        Arrays.fill(values, 0, count, null);
        Arrays.fill(ways, 0, count, 0);
        count = 0;
    }

    public int count() {
        return count;
    }

    public @Nullable Object get(int position) {
        return values[position - 1];
    }

    /** How a value was bound; {@link Setter#OTHER} if it was not. */
    public Setter setter(int position) {
        return Setter.of(ways[position - 1] & 0xFF);
    }

    /** The type of {@link java.sql.Types} that it was bound with; 0 if its setter takes none. */
    public int type(int position) {
        return ways[position - 1] >> 8;
    }

    /** Binds one of these values, or another one in the same way, to a statement. */
    public void bind(int position, @Nullable Object value, PreparedStatement statement, int target)
            throws SQLException {
        setter(position).bind(statement, target, value, ways[position - 1] >> 8);
    }

    /** Whether a value was bound by the same method, with the same type if that takes one. */
    public boolean sameWay(Parameters other, int position) {
        return position <= other.count && ways[position - 1] == other.ways[position - 1];
    }

    /** The heap of the values that are kept, as far as it is theirs to count. */
    public long bytes() {
        long bytes = 4L * count;
        for (int i = 0; i < count; i++) {
            Object value = values[i];
            if (value instanceof CharSequence text) {
                bytes += 2L * text.length();
            } else if (value instanceof byte[] binary) {
                bytes += binary.length;
            } else if (value != null) {
                bytes += 32;
            }
        }
        return bytes;
    }

    public Parameters copy() {
        return new Parameters(Arrays.copyOf(values, count), Arrays.copyOf(ways, count), count);
    }
}
