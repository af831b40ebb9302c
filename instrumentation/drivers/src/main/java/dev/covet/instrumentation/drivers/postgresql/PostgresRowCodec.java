package dev.covet.instrumentation.drivers.postgresql;

import dev.covet.optimizer.engine.RowCodec;
import dev.covet.optimizer.engine.Rows;
import dev.covet.optimizer.engine.RowsInput;
import dev.covet.optimizer.engine.RowsOutput;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.Field;
import org.postgresql.core.Tuple;

/** Rows of pgjdbc as bytes: what the server said of each column, then each cell as the server sent it. */
final class PostgresRowCodec implements RowCodec {
    private static final byte DRIVER = 'P';
    private static final byte FORM = 1;

    private final StatementInternals statements;
    private final FieldInternals columns;
    private final String name;

    PostgresRowCodec(StatementInternals statements, FieldInternals columns) throws ReflectiveOperationException {
        this.statements = statements;
        this.columns = columns;
        // By reflection: the compiler would write the value of its own version here.
        java.lang.reflect.Field version =
                Class.forName("org.postgresql.util.DriverInfo").getField("DRIVER_FULL_NAME");
        this.name = version.get(null) + " " + FORM;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public byte @Nullable [] encode(Rows rows) {
        if (!(rows instanceof PostgresRows made) || made.columns() == 0) {
            return null;
        }
        RowsOutput out = new RowsOutput(DRIVER, FORM, made.bytes());
        out.integer(made.columns());
        for (int column = 0; column < made.columns(); column++) {
            describe(made, column, out);
        }
        out.integer(made.size());
        for (int row = 0; row < made.size(); row++) {
            Tuple tuple = made.tuple(row);
            for (int column = 0; column < made.columns(); column++) {
                out.cell(tuple.get(column));
            }
        }
        return out.end();
    }

    private void describe(PostgresRows rows, int column, RowsOutput out) {
        Field field = rows.described().field(column);
        out.text(field.getColumnLabel())
                .integer(field.getOID())
                .integer(columns.length(field))
                .integer(field.getMod())
                .integer(field.getTableOid())
                .integer(field.getPositionInTable())
                .flag(rows.described().isBinary(column));
    }

    @Override
    public @Nullable Rows decode(byte[] bytes) {
        return RowsInput.read(bytes, DRIVER, FORM, this::rows);
    }

    private Rows rows(RowsInput in) {
        Field[] fields = new Field[in.count(Integer.BYTES)];
        RowsInput.require(fields.length > 0);
        for (int column = 0; column < fields.length; column++) {
            fields[column] = columns.made(
                    in.text(), in.integer(), in.integer(), in.integer(), in.integer(), in.integer(), in.flag());
        }
        Tuple[] tuples = new Tuple[in.count(Integer.BYTES * fields.length)];
        for (int row = 0; row < tuples.length; row++) {
            byte[][] cells = new byte[fields.length][];
            for (int column = 0; column < cells.length; column++) {
                cells[column] = in.cell();
            }
            tuples[row] = new Tuple(cells);
        }
        return new PostgresRows(statements, PostgresColumns.of(columns, fields), Arrays.asList(tuples), tuples.length);
    }
}
