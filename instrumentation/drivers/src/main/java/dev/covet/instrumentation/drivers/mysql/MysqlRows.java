package dev.covet.instrumentation.drivers.mysql;

import com.mysql.cj.exceptions.ExceptionInterceptor;
import com.mysql.cj.jdbc.JdbcConnection;
import com.mysql.cj.jdbc.StatementImpl;
import com.mysql.cj.protocol.ColumnDefinition;
import com.mysql.cj.protocol.a.result.ResultsetRowsStatic;
import com.mysql.cj.result.DefaultColumnDefinition;
import com.mysql.cj.result.Field;
import com.mysql.cj.result.Row;
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

/** Rows as Connector/J has received them. The list is never written to: only results that can be updated do. */
final class MysqlRows implements Rows {
    private final RowInternals internals;
    private final StatementInternals statements;

    /** The columns the rows came with. Parts of a batch have one more than they show. */
    private final Field[] source;

    private final MysqlColumns columns;
    private final List<Row> rows;
    private final int size;
    private final boolean binary;
    private volatile long bytes = -1;

    MysqlRows(
            RowInternals internals,
            StatementInternals statements,
            Field[] source,
            MysqlColumns columns,
            List<Row> rows,
            int size,
            boolean binary) {
        this.internals = internals;
        this.statements = statements;
        this.source = source;
        this.columns = columns;
        this.rows = rows;
        this.size = size;
        this.binary = binary;
    }

    @Override
    public ResultSet replayOn(Statement statement) throws SQLException {
        StatementImpl made = (StatementImpl) statement;
        ColumnDefinition shown = new DefaultColumnDefinition(columns.fields());
        FreshRows fresh = fresh(shown, ((JdbcConnection) made.getConnection()).getExceptionInterceptor());
        return statements.replay(made, new ResultsetRowsStatic(fresh, shown));
    }

    /** Each with the values of the shown columns, which are the first ones. */
    FreshRows fresh(ColumnDefinition shown, @Nullable ExceptionInterceptor interceptor) {
        RowInternals.Decoding decoding = RowInternals.Decoding.of(binary, interceptor);
        return new FreshRows(internals, rows, size, source, shown, decoding);
    }

    MysqlColumns described() {
        return columns;
    }

    boolean isBinary() {
        return binary;
    }

    /** Whether each row is of a kind that is known. */
    boolean areUnderstood() {
        for (int row = 0; row < size; row++) {
            if (!internals.understood(rows.get(row))) {
                return false;
            }
        }
        return true;
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
        return named(columns.field(column - 1).getName());
    }

    @Override
    public String table(int column) {
        return named(columns.field(column - 1).getOriginalTableName());
    }

    private static String named(@Nullable String name) {
        return name == null ? "" : name;
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
            sum += internals.bytes(rows.get(row));
        }
        return sum;
    }

    @Override
    public @Nullable Object key(int row, int column) {
        byte[] value = value(row, column - 1);
        return value == null ? null : MysqlValues.key(value, source[column - 1], binary);
    }

    private byte @Nullable [] value(int row, int column) {
        return internals.value(rows.get(row), source, column);
    }

    @Override
    public Rows detached() {
        FreshRows fresh = fresh(new DefaultColumnDefinition(source), null);
        List<Row> own = Arrays.asList(fresh.toArray(new Row[0]));
        return new MysqlRows(internals, statements, source, columns, own, size, binary);
    }

    @Override
    public Rows limitedTo(int most) {
        if (most >= size) {
            return this;
        }
        List<Row> first = Arrays.asList(rows.subList(0, most).toArray(new Row[0]));
        return new MysqlRows(internals, statements, source, columns, first, most, binary);
    }

    /**
     * Derived tables and unions lose where a column comes from, so the parts have the columns of the single result, if
     * bytes mean the same in both. A result without rows does not tell its protocol, and needs none.
     */
    @Override
    public @Nullable List<Rows> split(int parts, Rows like) {
        if (!(like instanceof MysqlRows single)
                || !columns.withoutLastDecodesAs(single.columns)
                || (size > 0 && single.size > 0 && binary != single.binary)) {
            return null;
        }
        int[][] dealt = Ordinals.deal(this, parts);
        if (dealt == null) {
            return null;
        }
        List<Rows> made = new ArrayList<>(parts);
        for (int[] numbers : dealt) {
            Row[] part = new Row[numbers.length];
            for (int i = 0; i < numbers.length; i++) {
                part[i] = rows.get(numbers[i]);
            }
            made.add(new MysqlRows(
                    internals, statements, source, single.columns, Arrays.asList(part), part.length, binary));
        }
        return made;
    }

    @Override
    public boolean sameAs(Rows other) {
        if (!(other instanceof MysqlRows rest) || size != rest.size || !columns.describesAs(rest.columns)) {
            return false;
        }
        for (int row = 0; row < size; row++) {
            boolean same = binary == rest.binary ? sameBytes(rest, row) : sameKeys(rest, row);
            if (!same) {
                return false;
            }
        }
        return true;
    }

    private boolean sameBytes(MysqlRows rest, int row) {
        byte[][] mine = internals.values(rows.get(row), source, columns());
        byte[][] theirs = internals.values(rest.rows.get(row), rest.source, columns());
        return Arrays.deepEquals(mine, theirs);
    }

    /** In different protocols: only of types that can be keys. */
    private boolean sameKeys(MysqlRows rest, int row) {
        for (int column = 1; column <= columns(); column++) {
            Object mine = key(row, column);
            if (mine == null || !mine.equals(rest.key(row, column))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean differsFrom(Rows other) {
        if (!(other instanceof MysqlRows rest) || !columns.describesAs(rest.columns)) {
            return false;
        }
        return size != rest.size
                || (binary == rest.binary
                        && !sameAs(rest)
                        && !Rows.occurrences(size, this::values).equals(Rows.occurrences(size, rest::values)));
    }

    private List<@Nullable ByteBuffer> values(int row) {
        List<@Nullable ByteBuffer> values = new ArrayList<>(columns());
        for (byte @Nullable [] value : internals.values(rows.get(row), source, columns())) {
            values.add(value == null ? null : ByteBuffer.wrap(value));
        }
        return values;
    }
}
