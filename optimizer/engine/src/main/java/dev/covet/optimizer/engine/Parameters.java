package dev.covet.optimizer.engine;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The values bound to a prepared statement, by position. Streams and readers are kept as what they are and never read.
 * A copy is taken for each execution that wants one.
 */
public final class Parameters {
    /** Positions beyond are not kept: no driver allows them, and an application's mistake must not cost memory. */
    static final int MOST = 65_535;

    private @Nullable Object[] values;
    private int count;

    public Parameters() {
        this(new Object[8], 0);
    }

    private Parameters(@Nullable Object[] values, int count) {
        this.values = values;
        this.count = count;
    }

    /** Keeps a value. Positions start with 1, as in JDBC. */
    public void set(int position, @Nullable Object value) {
        if (position < 1 || position > MOST) {
            return;
        }
        if (position > values.length) {
            values = Arrays.copyOf(values, Math.max(position, values.length * 2));
        }
        values[position - 1] = value;
        count = Math.max(count, position);
    }

    public void clear() {
        Arrays.fill(values, 0, count, null);
        count = 0;
    }

    public int count() {
        return count;
    }

    public @Nullable Object get(int position) {
        return values[position - 1];
    }

    /** The heap of the values that are kept, as far as it is theirs to count. */
    long bytes() {
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
        return new Parameters(Arrays.copyOf(values, count), count);
    }
}
