package dev.covet.instrumentation.drivers.postgresql;

import dev.covet.optimizer.engine.RowCodec;
import dev.covet.optimizer.engine.Rows;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.Tuple;

/**
 * Rows of pgjdbc as bytes: what the server said of each column, then each cell as the server sent it, then a checksum of all.
 * Numbers are written with their high byte first; a cell's length stands before it, -1 for null.
 */
final class PostgresRowCodec implements RowCodec {
    private static final byte FIRST = 'P';
    private static final byte FORM = 1;
    private static final long LARGEST = 1L << 30;

    private final StatementInternals statements;
    private final FieldInternals columns;
    private final String name;

    PostgresRowCodec(StatementInternals statements, FieldInternals columns) throws ReflectiveOperationException {
        this.statements = statements;
        this.columns = columns;
        // By reflection: the compiler would write the value of its own version here.
        Field version = Class.forName("org.postgresql.util.DriverInfo").getField("DRIVER_FULL_NAME");
        this.name = version.get(null) + " " + FORM;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public byte @Nullable [] encode(Rows rows) {
        if (!(rows instanceof PostgresRows made) || made.columns() == 0 || made.bytes() > LARGEST) {
            return null;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(FIRST);
            out.writeByte(FORM);
            out.writeInt(made.columns());
            for (int column = 0; column < made.columns(); column++) {
                describe(made, column, out);
            }
            out.writeInt(made.size());
            for (int row = 0; row < made.size(); row++) {
                write(made.tuple(row), made.columns(), out);
            }
            out.writeInt(sum(bytes.toByteArray(), bytes.size()));
        } catch (IOException never) {
            throw new IllegalStateException(never);
        }
        return bytes.toByteArray();
    }

    private void describe(PostgresRows rows, int column, DataOutputStream out) throws IOException {
        org.postgresql.core.Field field = rows.described().field(column);
        byte[] label = field.getColumnLabel().getBytes(StandardCharsets.UTF_8);
        out.writeInt(label.length);
        out.write(label);
        out.writeInt(field.getOID());
        out.writeInt(columns.length(field));
        out.writeInt(field.getMod());
        out.writeInt(field.getTableOid());
        out.writeInt(field.getPositionInTable());
        out.writeBoolean(rows.described().isBinary(column));
    }

    private static void write(Tuple row, int count, DataOutputStream out) throws IOException {
        for (int column = 0; column < count; column++) {
            byte[] cell = row.get(column);
            out.writeInt(cell == null ? -1 : cell.length);
            if (cell != null) {
                out.write(cell);
            }
        }
    }

    private static int sum(byte[] bytes, int length) {
        CRC32C sum = new CRC32C();
        sum.update(bytes, 0, length);
        return (int) sum.getValue();
    }

    @Override
    public @Nullable Rows decode(byte[] bytes) {
        int end = bytes.length - Integer.BYTES;
        if (end < 2
                || bytes[0] != FIRST
                || bytes[1] != FORM
                || ByteBuffer.wrap(bytes).getInt(end) != sum(bytes, end)) {
            return null;
        }
        try {
            ByteBuffer in = ByteBuffer.wrap(bytes, 2, end - 2);
            Rows rows = rows(in);
            return in.hasRemaining() ? null : rows;
        } catch (BufferUnderflowException | IllegalArgumentException foreign) {
            return null;
        }
    }

    private Rows rows(ByteBuffer in) {
        int count = atMost(in.remaining() / Integer.BYTES, in.getInt());
        org.postgresql.core.Field[] fields = new org.postgresql.core.Field[count];
        for (int column = 0; column < count; column++) {
            String label = new String(cell(in, in.getInt()), StandardCharsets.UTF_8);
            fields[column] =
                    columns.made(label, in.getInt(), in.getInt(), in.getInt(), in.getInt(), in.getInt(), in.get() != 0);
        }
        int size = in.getInt();
        atMost(in.remaining() / Integer.BYTES / Math.max(1, count), size);
        Tuple[] tuples = new Tuple[size];
        for (int row = 0; row < size; row++) {
            byte[][] cells = new byte[count][];
            for (int column = 0; column < count; column++) {
                int length = in.getInt();
                cells[column] = length == -1 ? null : cell(in, length);
            }
            tuples[row] = new Tuple(cells);
        }
        return new PostgresRows(statements, PostgresColumns.of(columns, fields), Arrays.asList(tuples), size);
    }

    private static byte[] cell(ByteBuffer in, int length) {
        byte[] cell = new byte[atMost(in.remaining(), length)];
        in.get(cell);
        return cell;
    }

    private static int atMost(int most, int number) {
        if (number < 0 || number > most) {
            throw new IllegalArgumentException("not what was written");
        }
        return number;
    }
}
