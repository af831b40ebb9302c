package dev.covet.instrumentation.drivers.mysql;

import com.mysql.cj.exceptions.ExceptionInterceptor;
import com.mysql.cj.jdbc.result.ResultSetImpl;
import com.mysql.cj.protocol.ColumnDefinition;
import com.mysql.cj.protocol.ResultsetRow;
import com.mysql.cj.protocol.ResultsetRows;
import com.mysql.cj.protocol.ValueDecoder;
import com.mysql.cj.protocol.a.MysqlBinaryValueDecoder;
import com.mysql.cj.protocol.a.MysqlTextValueDecoder;
import com.mysql.cj.protocol.a.NativePacketPayload;
import com.mysql.cj.protocol.a.result.AbstractBufferRow;
import com.mysql.cj.protocol.a.result.BinaryBufferRow;
import com.mysql.cj.protocol.a.result.ByteArrayRow;
import com.mysql.cj.protocol.a.result.ResultsetRowsCursor;
import com.mysql.cj.protocol.a.result.ResultsetRowsStatic;
import com.mysql.cj.protocol.a.result.TextBufferRow;
import com.mysql.cj.result.Field;
import com.mysql.cj.result.Row;
import dev.covet.optimizer.engine.Rows;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the rows of this driver keep to themselves. Their own methods move a cursor in them and change what
 * {@code wasNull} says, and the application may be reading the same row: here nothing is written.
 */
final class RowInternals {
    private final VarHandle allRows;
    private final VarHandle blockRows;
    private final VarHandle values;
    private final VarHandle packet;
    private final VarHandle first;
    private final VarHandle nulls;
    private final VarHandle bits;

    RowInternals() throws ReflectiveOperationException {
        MethodHandles.Lookup lookup = MethodHandles.lookup();
        allRows = MethodHandles.privateLookupIn(ResultsetRowsStatic.class, lookup)
                .findVarHandle(ResultsetRowsStatic.class, "rows", List.class);
        blockRows = MethodHandles.privateLookupIn(ResultsetRowsCursor.class, lookup)
                .findVarHandle(ResultsetRowsCursor.class, "fetchedRows", List.class);
        values = MethodHandles.privateLookupIn(ByteArrayRow.class, lookup)
                .findVarHandle(ByteArrayRow.class, "internalRowData", byte[][].class);
        MethodHandles.Lookup buffers = MethodHandles.privateLookupIn(AbstractBufferRow.class, lookup);
        packet = buffers.findVarHandle(AbstractBufferRow.class, "rowFromServer", NativePacketPayload.class);
        first = buffers.findVarHandle(AbstractBufferRow.class, "homePosition", int.class);
        MethodHandles.Lookup binary = MethodHandles.privateLookupIn(BinaryBufferRow.class, lookup);
        nulls = binary.findVarHandle(BinaryBufferRow.class, "isNull", boolean[].class);
        bits = binary.findVarHandle(BinaryBufferRow.class, "preNullBitmaskHomePosition", int.class);
    }

    /** How values are read from a copy. */
    record Decoding(ValueDecoder decoder, @Nullable ExceptionInterceptor interceptor) {
        static Decoding of(boolean binary, @Nullable ExceptionInterceptor interceptor) {
            return new Decoding(binary ? new MysqlBinaryValueDecoder() : new MysqlTextValueDecoder(), interceptor);
        }
    }

    @Nullable Rows all(ResultSetImpl result, StatementInternals statements) {
        return open(result) && result.getRows() instanceof ResultsetRowsStatic rows
                ? rows(rows, (List<?>) allRows.get(rows), statements)
                : null;
    }

    /** What a cursor has fetched last; a stream has nothing in memory. */
    @Nullable Rows block(ResultSetImpl result, StatementInternals statements) {
        if (!open(result) || !(result.getRows() instanceof ResultsetRowsCursor rows)) {
            return all(result, statements);
        }
        List<?> fetched = (List<?>) blockRows.get(rows);
        return fetched == null ? null : rows(rows, List.copyOf(fetched), statements);
    }

    private static boolean open(ResultSetImpl result) {
        try {
            return !result.isClosed() && result.hasRows();
        } catch (SQLException e) {
            return false;
        }
    }

    private @Nullable Rows rows(ResultsetRows held, List<?> rows, StatementInternals statements) {
        ColumnDefinition columns = held.getMetadata();
        Field[] fields = columns == null ? null : columns.getFields();
        if (fields == null || !understood(fields)) {
            return null;
        }
        if (!rows.isEmpty() && !understood(rows.get(0))) {
            return null;
        }
        boolean binary = !rows.isEmpty() && ((ResultsetRow) rows.get(0)).isBinaryEncoded();
        @SuppressWarnings("unchecked")
        List<Row> known = (List<Row>) rows;
        return new MysqlRows(this, statements, fields, new MysqlColumns(fields), known, known.size(), binary);
    }

    static boolean understood(Field[] fields) {
        for (Field field : fields) {
            if (field.getMysqlTypeId() < 0) {
                return false;
            }
        }
        return true;
    }

    /** Rows of one result come from one factory, which makes small ones otherwise than large ones. */
    boolean understood(Object row) {
        return row instanceof ByteArrayRow
                || row instanceof TextBufferRow
                || (row instanceof BinaryBufferRow known && nulls.get(known) != null);
    }

    /** The heap of a row. */
    long bytes(Row row) {
        if (row instanceof ByteArrayRow array) {
            byte[][] held = (byte[][]) values.get(array);
            long sum = 56 + 4L * held.length;
            for (byte[] value : held) {
                sum += value == null ? 0 : 16 + ((value.length + 7L) & ~7L);
            }
            return sum;
        }
        return 104 + ((packet((AbstractBufferRow) row).getPayloadLength() + 7L) & ~7L);
    }

    NativePacketPayload packet(AbstractBufferRow row) {
        return (NativePacketPayload) packet.get(row);
    }

    /** The position in its packet at which a row begins, when it is made. */
    int start(AbstractBufferRow row) {
        return row instanceof BinaryBufferRow known ? (int) bits.get(known) : (int) first.get(row);
    }

    /** Whether its packet has a value for each of these columns and nothing else. May throw for bytes that are no row at all. */
    boolean isWhole(AbstractBufferRow row, Field[] fields) {
        return after(row, fields, fields.length) == packet(row).getPayloadLength();
    }

    /** A row of its own, of the same kind, with the first so many values: as many as the shown columns. */
    Row copy(Row row, Field[] fields, ColumnDefinition shown, Decoding decoding) {
        int count = shown.getFields().length;
        if (row instanceof ByteArrayRow) {
            return new ByteArrayRow(values(row, fields, count), decoding.interceptor(), decoding.decoder());
        }
        AbstractBufferRow buffer = (AbstractBufferRow) row;
        byte[] bytes = packet(buffer).getByteBuffer();
        int end = end(buffer, fields, count);
        if (!(row instanceof BinaryBufferRow known)) {
            NativePacketPayload copy = new NativePacketPayload(Arrays.copyOf(bytes, end));
            copy.setPosition((int) first.get(buffer));
            return new TextBufferRow(copy, shown, decoding.interceptor(), decoding.decoder());
        }
        int start = (int) bits.get(known);
        NativePacketPayload copy =
                new NativePacketPayload(withoutBits(bytes, end, start + bits(count), (int) first.get(buffer)));
        copy.setPosition(start);
        return new BinaryBufferRow(copy, shown, decoding.interceptor(), decoding.decoder());
    }

    /** Bytes with a bit for each column, and two more. */
    private static int bits(int columns) {
        return (columns + 9) / 8;
    }

    /** The bytes up to an end, without those from one position to another. */
    private static byte[] withoutBits(byte[] bytes, int end, int from, int to) {
        if (from == to) {
            return Arrays.copyOf(bytes, end);
        }
        byte[] shorter = Arrays.copyOf(bytes, end - (to - from));
        System.arraycopy(bytes, to, shorter, from, end - to);
        return shorter;
    }

    private int end(AbstractBufferRow row, Field[] fields, int count) {
        if (count == fields.length) {
            return packet(row).getPayloadLength();
        }
        return after(row, fields, count);
    }

    /** The position behind the first so many values. */
    private int after(AbstractBufferRow row, Field[] fields, int count) {
        WireReader reader = reader(row, fields);
        for (int i = 0; i < count; i++) {
            reader.skip();
        }
        return reader.position();
    }

    /** Copies of the first so many values of a row, which has these columns. */
    byte[] @Nullable [] values(Row row, Field[] fields, int count) {
        byte[][] copies = new byte[count][];
        if (row instanceof ByteArrayRow array) {
            byte[][] held = (byte[][]) values.get(array);
            for (int i = 0; i < count; i++) {
                copies[i] = held[i] == null ? null : held[i].clone();
            }
            return copies;
        }
        AbstractBufferRow buffer = (AbstractBufferRow) row;
        WireReader reader = reader(buffer, fields);
        for (int i = 0; i < count; i++) {
            copies[i] = reader.next();
        }
        return copies;
    }

    /** A copy of one value. */
    byte @Nullable [] value(Row row, Field[] fields, int column) {
        if (row instanceof ByteArrayRow array) {
            byte[] held = ((byte[][]) values.get(array))[column];
            return held == null ? null : held.clone();
        }
        WireReader reader = reader((AbstractBufferRow) row, fields);
        for (int i = 0; i < column; i++) {
            reader.skip();
        }
        return reader.next();
    }

    private WireReader reader(AbstractBufferRow row, Field[] fields) {
        boolean[] isNull = row instanceof BinaryBufferRow known ? (boolean[]) nulls.get(known) : null;
        return new WireReader(packet(row).getByteBuffer(), (int) first.get(row), fields, isNull);
    }
}
