package dev.covet.instrumentation.drivers.mysql;

import com.mysql.cj.protocol.ColumnDefinition;
import com.mysql.cj.protocol.a.NativePacketPayload;
import com.mysql.cj.protocol.a.result.AbstractBufferRow;
import com.mysql.cj.protocol.a.result.BinaryBufferRow;
import com.mysql.cj.protocol.a.result.ByteArrayRow;
import com.mysql.cj.protocol.a.result.TextBufferRow;
import com.mysql.cj.result.Field;
import com.mysql.cj.result.Row;
import dev.covet.optimizer.engine.RowsInput;
import dev.covet.optimizer.engine.RowsOutput;
import org.jspecify.annotations.Nullable;

/** Rows of one protocol as bytes, each in the way that the driver has it: small ones as single values, large ones as they came. */
final class RowFrames {
    private static final int VALUES = 0;
    private static final int PACKET = 1;

    /** A byte for the way, and a number at least. */
    static final int SMALLEST = 1 + Integer.BYTES;

    private final RowInternals internals;
    private final ColumnDefinition columns;
    private final boolean binary;

    RowFrames(RowInternals internals, ColumnDefinition columns, boolean binary) {
        this.internals = internals;
        this.columns = columns;
        this.binary = binary;
    }

    /** A row that has these columns and nothing more. */
    void write(Row row, RowsOutput out) {
        Field[] fields = columns.getFields();
        if (row instanceof ByteArrayRow) {
            out.octet(VALUES);
            for (byte @Nullable [] value : internals.values(row, fields, fields.length)) {
                out.cell(value);
            }
            return;
        }
        AbstractBufferRow buffer = (AbstractBufferRow) row;
        out.octet(PACKET)
                .integer(internals.start(buffer))
                .cell(internals.packet(buffer).getByteBuffer());
    }

    Row read(RowsInput in) {
        RowInternals.Decoding decoding = RowInternals.Decoding.of(binary, null);
        int way = in.octet();
        if (way == VALUES) {
            byte[][] values = new byte[columns.getFields().length][];
            for (int i = 0; i < values.length; i++) {
                values[i] = in.cell();
            }
            return new ByteArrayRow(values, decoding.interceptor(), decoding.decoder());
        }
        RowsInput.require(way == PACKET);
        int start = in.integer();
        NativePacketPayload packet = new NativePacketPayload(in.content());
        packet.setPosition(start);
        AbstractBufferRow row = binary
                ? new BinaryBufferRow(packet, columns, decoding.interceptor(), decoding.decoder())
                : new TextBufferRow(packet, columns, decoding.interceptor(), decoding.decoder());
        RowsInput.require(internals.isWhole(row, columns.getFields()));
        return row;
    }
}
