package dev.covet.instrumentation.drivers.mariadb;

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
import org.mariadb.jdbc.client.ColumnDecoder;
import org.mariadb.jdbc.client.Context;

/** Rows as they came over the wire, each in one array. */
final class MariaDbRows implements Rows {
    private final ResultInternals results;
    private final StatementInternals statements;
    private final RowReader reader;
    private final byte[][] rows;
    private final int size;
    private volatile long bytes = -1;

    MariaDbRows(ResultInternals results, StatementInternals statements, RowReader reader, byte[][] rows, int size) {
        this.results = results;
        this.statements = statements;
        this.reader = reader;
        this.rows = rows;
        this.size = size;
    }

    @Override
    public ResultSet replayOn(Statement statement) throws SQLException {
        return statements.replay((org.mariadb.jdbc.Statement) statement, results, this);
    }

    boolean isBinary() {
        return reader.isBinary();
    }

    MariaDbColumns described() {
        return reader.columns();
    }

    /** As it is, not a copy: nobody writes into it. */
    byte[] row(int row) {
        return rows[row];
    }

    /** Whether each row has a value for each column and nothing else. May throw for bytes that are no row at all. */
    boolean areWhole() {
        for (int row = 0; row < size; row++) {
            if (reader.end(rows[row], columns()) != rows[row].length) {
                return false;
            }
        }
        return true;
    }

    ColumnDecoder[] columnsFor(Context context) {
        return reader.columns().decoders(context);
    }

    /** For one result set: an application may write into it, through a Blob. */
    byte[][] copy() {
        byte[][] copies = new byte[size][];
        for (int i = 0; i < size; i++) {
            copies[i] = rows[i].clone();
        }
        return copies;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public int columns() {
        return reader.columns().count();
    }

    @Override
    public String label(int column) {
        return reader.columns().label(column - 1);
    }

    @Override
    public String table(int column) {
        return reader.columns().table(column - 1);
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
            sum += 20 + ((rows[row].length + 7L) & ~7L);
        }
        return sum;
    }

    @Override
    public @Nullable Object key(int row, int column) {
        return reader.key(rows[row], column - 1);
    }

    @Override
    public Rows detached() {
        return new MariaDbRows(results, statements, reader, copy(), size);
    }

    @Override
    public Rows limitedTo(int most) {
        return most >= size ? this : new MariaDbRows(results, statements, reader, Arrays.copyOf(rows, most), most);
    }

    /**
     * Derived tables and unions lose where a column comes from, so the parts have the columns of the single result, if
     * bytes mean the same in both.
     */
    @Override
    public @Nullable List<Rows> split(int parts, Rows like) {
        if (!(like instanceof MariaDbRows single)
                || columns() != single.columns() + 1
                || isBinary() != single.isBinary()
                || !reader.columns().withoutLast().decodesAs(single.reader.columns())) {
            return null;
        }
        int[][] dealt = Ordinals.deal(this, parts);
        if (dealt == null) {
            return null;
        }
        List<Rows> made = new ArrayList<>(parts);
        for (int[] numbers : dealt) {
            byte[][] part = new byte[numbers.length][];
            for (int i = 0; i < numbers.length; i++) {
                part[i] = withoutLast(rows[numbers[i]]);
            }
            made.add(new MariaDbRows(results, statements, single.reader, part, part.length));
        }
        return made;
    }

    /** A binary row with one column less may begin with one byte of bits less. */
    private byte[] withoutLast(byte[] row) {
        int end = reader.end(row, columns() - 1);
        int head = RowReader.head(columns());
        int kept = RowReader.head(columns() - 1);
        if (!isBinary() || head == kept) {
            return Arrays.copyOf(row, end);
        }
        byte[] shorter = new byte[end - 1];
        System.arraycopy(row, 0, shorter, 0, kept);
        System.arraycopy(row, head, shorter, kept, end - head);
        return shorter;
    }

    @Override
    public boolean sameAs(Rows other) {
        if (!(other instanceof MariaDbRows rest)
                || size != rest.size
                || !reader.columns().describesAs(rest.reader.columns())) {
            return false;
        }
        for (int row = 0; row < size; row++) {
            boolean same =
                    isBinary() == rest.isBinary() ? Arrays.equals(rows[row], rest.rows[row]) : sameKeys(rest, row);
            if (!same) {
                return false;
            }
        }
        return true;
    }

    /** In different protocols: only of types that can be keys. */
    private boolean sameKeys(MariaDbRows rest, int row) {
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
        if (!(other instanceof MariaDbRows rest) || !reader.columns().describesAs(rest.reader.columns())) {
            return false;
        }
        return size != rest.size
                || (isBinary() == rest.isBinary()
                        && !Rows.occurrences(size, this::values).equals(Rows.occurrences(size, rest::values)));
    }

    private ByteBuffer values(int row) {
        return ByteBuffer.wrap(rows[row]);
    }
}
