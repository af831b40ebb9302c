package dev.covet.instrumentation.drivers.mysql;

import com.mysql.cj.protocol.ColumnDefinition;
import com.mysql.cj.result.DefaultColumnDefinition;
import com.mysql.cj.result.Field;
import com.mysql.cj.result.Row;
import dev.covet.optimizer.engine.RowCodec;
import dev.covet.optimizer.engine.Rows;
import dev.covet.optimizer.engine.RowsInput;
import dev.covet.optimizer.engine.RowsOutput;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Rows of Connector/J as bytes: the protocol, each column as the driver knows it, then each row. */
final class MysqlRowCodec implements RowCodec {
    private static final byte DRIVER = 'Y';
    private static final byte FORM = 1;

    private final RowInternals internals;
    private final StatementInternals statements;
    private final FieldInternals fields = new FieldInternals();
    private final String name;

    MysqlRowCodec(RowInternals internals, StatementInternals statements) throws ReflectiveOperationException {
        this.internals = internals;
        this.statements = statements;
        // By reflection: the compiler would write the values of its own version here.
        Class<?> constants = Class.forName("com.mysql.cj.Constants");
        this.name = constants.getField("CJ_FULL_NAME").get(null) + " (Revision: "
                + constants.getField("CJ_REVISION").get(null) + ") " + FORM;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public byte @Nullable [] encode(Rows rows) {
        if (!(rows instanceof MysqlRows made) || made.columns() == 0 || !made.areUnderstood()) {
            return null;
        }
        MysqlColumns columns = made.described();
        RowsOutput out = new RowsOutput(DRIVER, FORM, made.bytes());
        out.flag(made.isBinary()).integer(columns.count());
        for (Field field : columns.fields()) {
            FieldInternals.write(field, out);
        }
        ColumnDefinition shown = new DefaultColumnDefinition(columns.fields());
        RowFrames frames = new RowFrames(internals, shown, made.isBinary());
        out.integer(made.size());
        for (Row row : made.fresh(shown, null)) {
            frames.write(row, out);
        }
        return out.end();
    }

    @Override
    public @Nullable Rows decode(byte[] bytes) {
        return RowsInput.read(bytes, DRIVER, FORM, this::rows);
    }

    private Rows rows(RowsInput in) {
        boolean binary = in.flag();
        Field[] columns = new Field[in.count(Integer.BYTES)];
        for (int column = 0; column < columns.length; column++) {
            columns[column] = fields.read(in);
        }
        RowsInput.require(columns.length > 0 && RowInternals.understood(columns));
        RowFrames frames = new RowFrames(internals, new DefaultColumnDefinition(columns), binary);
        Row[] rows = new Row[in.count(RowFrames.SMALLEST)];
        for (int row = 0; row < rows.length; row++) {
            rows[row] = frames.read(in);
        }
        return new MysqlRows(
                internals, statements, columns, new MysqlColumns(columns), Arrays.asList(rows), rows.length, binary);
    }
}
