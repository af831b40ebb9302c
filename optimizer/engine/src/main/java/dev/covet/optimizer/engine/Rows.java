package dev.covet.optimizer.engine;

import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * All rows of one result, as the server sent them. Immutable: can be read as often as wanted, each time as the driver's
 * own result set, and by several threads. Rows count from 0, columns from 1, as in JDBC.
 */
public interface Rows extends Replay {
    int size();

    int columns();

    /** The column's label, as its result set would say. */
    String label(int column);

    /** The table the column comes from, as far as the driver knows without asking; empty if it does not. */
    String table(int column);

    /** The heap that these rows hold, by estimate. */
    long bytes();

    /**
     * A value that may be bound as a key: a {@code Long} for every integer type, a {@code String} for text, a
     * {@code UUID}, a {@code BigDecimal}, of PostgreSQL a {@code LocalDate}. Null for the database's null and for every
     * other type.
     */
    @Nullable Object key(int row, int column);

    /** The same rows, of whose values nobody who has read this result has any: the driver may hand out its own arrays. */
    Rows detached();

    /** The first so many rows, as {@link Statement#setMaxRows} would leave them. Keeps none of the others alive. */
    Rows limitedTo(int rows);

    /**
     * One result for each ordinal from 1 to {@code parts}, told apart by the last column, which is dropped. Rows stay in
     * the order they came. Null if the parts cannot be given out as results like this one, of a single execution.
     */
    @Nullable List<Rows> split(int parts, Rows like);

    /** Whether an application could not tell the two apart: columns with all that metadata says, and values. */
    boolean sameAs(Rows other);

    /**
     * Whether it is certain that the two are not the same rows in another order: as many, with the same values as often. False
     * also where that cannot be said: columns are others, or came in other formats.
     */
    boolean differsFrom(Rows other);

    /**
     * How often each row occurs; for {@link #differsFrom}.
     *
     * @param row all values of one row, as an object that equals another row's with the same ones
     */
    static <T> Map<T, Integer> occurrences(int size, IntFunction<T> row) {
        Map<T, Integer> counted = new HashMap<>();
        for (int i = 0; i < size; i++) {
            counted.merge(row.apply(i), 1, Integer::sum);
        }
        return counted;
    }
}
