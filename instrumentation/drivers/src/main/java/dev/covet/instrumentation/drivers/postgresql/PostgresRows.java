package dev.covet.instrumentation.drivers.postgresql;

import dev.covet.optimizer.engine.Ordinals;
import dev.covet.optimizer.engine.Rows;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.Field;
import org.postgresql.core.Tuple;
import org.postgresql.jdbc.PgStatement;

/** Rows as pgjdbc has received them. The list is never written to again: read-only results replace theirs. */
final class PostgresRows implements Rows {
    private final StatementInternals statements;
    private final PostgresColumns columns;
    private final List<Tuple> rows;
    private final int size;
    private volatile long bytes = -1;

    PostgresRows(StatementInternals statements, PostgresColumns columns, List<Tuple> rows, int size) {
        this.statements = statements;
        this.columns = columns;
        this.rows = rows;
        this.size = size;
    }

    @Override
    public ResultSet replayOn(Statement statement) throws SQLException {
        return statements.replay((PgStatement) statement, columns.copy(), new FreshTuples(rows, size, columns.count()));
    }

    PostgresColumns described() {
        return columns;
    }

    /** As it is, not a copy: nobody writes into it. */
    Tuple tuple(int row) {
        return rows.get(row);
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public int columns() {
        return columns.count();
    }

    @Override
    public String label(int column) {
        return columns.field(column - 1).getColumnLabel();
    }

    @Override
    public String table(int column) {
        return columns.table(column - 1);
    }

    @Override
    public long bytes() {
        long known = bytes;
        if (known < 0) {
            known = estimate();
            bytes = known;
        }
        return known;
    }

    /** Of each row: a few may be larger than all others together. */
    private long estimate() {
        long sum = 0;
        for (int row = 0; row < size; row++) {
            sum += bytes(rows.get(row));
        }
        return sum;
    }

    /** Of the tuple, its array, and each value with the header of its own array. */
    private static long bytes(Tuple row) {
        int fields = row.fieldCount();
        long sum = 48 + 4L * fields;
        for (int i = 0; i < fields; i++) {
            byte[] value = row.get(i);
            sum += value == null ? 0 : 16 + ((value.length + 7L) & ~7L);
        }
        return sum;
    }

    @Override
    public @Nullable Object key(int row, int column) {
        byte[] value = rows.get(row).get(column - 1);
        Field field = columns.field(column - 1);
        return value == null ? null : PostgresValues.key(value, field, columns.isBinary(column - 1));
    }

    /** Of values that came as text the driver makes its own. */
    @Override
    public Rows detached() {
        boolean binary = false;
        for (int i = 0; i < columns.count(); i++) {
            binary |= columns.isBinary(i);
        }
        if (!binary) {
            return this;
        }
        List<Tuple> fresh = new FreshTuples(rows, size, columns.count());
        return new PostgresRows(statements, columns, Arrays.asList(fresh.toArray(new Tuple[0])), size);
    }

    @Override
    public Rows limitedTo(int most) {
        if (most >= size) {
            return this;
        }
        List<Tuple> first = Arrays.asList(rows.subList(0, most).toArray(new Tuple[0]));
        return new PostgresRows(statements, columns, first, most);
    }

    @Override
    public @Nullable List<Rows> split(int parts, Rows like) {
        if (!(like instanceof PostgresRows single) || columns.count() != single.columns.count() + 1) {
            return null;
        }
        PostgresColumns kept = columns.withoutLast();
        if (!kept.describesAs(single.columns)) {
            return null;
        }
        int[][] dealt = Ordinals.deal(this, parts);
        if (dealt == null) {
            return null;
        }
        List<Rows> made = new ArrayList<>(parts);
        for (int[] numbers : dealt) {
            Tuple[] part = new Tuple[numbers.length];
            for (int i = 0; i < numbers.length; i++) {
                part[i] = rows.get(numbers[i]);
            }
            made.add(new PostgresRows(statements, kept, Arrays.asList(part), part.length));
        }
        return made;
    }

    @Override
    public boolean sameAs(Rows other) {
        if (!(other instanceof PostgresRows rest) || size != rest.size || !columns.describesAs(rest.columns)) {
            return false;
        }
        for (int row = 0; row < size; row++) {
            if (!same(rows.get(row), rest, rest.rows.get(row))) {
                return false;
            }
        }
        return true;
    }

    private boolean same(Tuple mine, PostgresRows rest, Tuple theirs) {
        for (int i = 0; i < columns.count(); i++) {
            byte[] one = mine.get(i);
            byte[] two = theirs.get(i);
            if (one == null || two == null || columns.isBinary(i) == rest.columns.isBinary(i)) {
                if (!Arrays.equals(one, two)) {
                    return false;
                }
            } else if (!same(i, one, two)) {
                return false;
            }
        }
        return true;
    }

    /** Two values of a column in different formats. */
    private boolean same(int column, byte[] mine, byte[] theirs) {
        return columns.isBinary(column)
                ? PostgresValues.same(columns.field(column), mine, theirs)
                : PostgresValues.same(columns.field(column), theirs, mine);
    }

    @Override
    public boolean differsFrom(Rows other) {
        if (!(other instanceof PostgresRows rest) || !columns.describesAs(rest.columns)) {
            return false;
        }
        return size != rest.size
                || (columns.formatAs(rest.columns)
                        && !sameAs(rest)
                        && !Rows.occurrences(size, this::values).equals(Rows.occurrences(size, rest::values)));
    }

    private List<@Nullable ByteBuffer> values(int row) {
        List<@Nullable ByteBuffer> values = new ArrayList<>(columns.count());
        for (int i = 0; i < columns.count(); i++) {
            byte[] value = rows.get(row).get(i);
            values.add(value == null ? null : ByteBuffer.wrap(value));
        }
        return values;
    }
}
